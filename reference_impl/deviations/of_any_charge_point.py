"""What deviates from the vendor's documents and from OCPP 1.6 alike, shown at any charge point."""

from reference_impl.deviations.authorization import AnyPinStops, DeafToAcceptance, PinNeverStops
from reference_impl.deviations.availability import (
    AnyConnector,
    ChangeToldOfConnectorOnly,
    OutOfServiceAtOnce,
    RebootPutsIntoService,
    RemoteStartOutOfService,
    SessionInterrupted,
)
from reference_impl.deviations.charging import ProfilesWithoutEffect
from reference_impl.deviations.charging_profiles import (
    AnyProfileToStartWith,
    LowestLevelPrevails,
    ProfileForAnyTransaction,
    ProfileOutlivesTransaction,
    StricterProfileWins,
)
from reference_impl.deviations.clearing import IdNeedsPurpose, NothingToClearIsFine, PurposeIgnored
from reference_impl.deviations.composite import AlwaysAmpere, ForecastForAnyConnector
from reference_impl.deviations.configuration import (
    RemoteStartAsked,
    RemoteStartUnasked,
    TimerNotRestarted,
)
from reference_impl.deviations.connection import (
    AheadOfItsTime,
    IdentityAsItIs,
    StaysAway,
    SteadyDialling,
)
from reference_impl.deviations.firmware import UpdatesAtOnce
from reference_impl.deviations.messages import (
    LockedForGood,
    NodsAtReports,
    ReservesNothing,
    UpdateAsDiagnostics,
)
from reference_impl.deviations.metering import (
    EnergyAlwaysIncluded,
    NamelessReadings,
    NoEndToReadings,
    SlowReadings,
    UnknownMeasurandsDropped,
)
from reference_impl.deviations.registration import (
    AnswersThoughRejected,
    DeafWhilePending,
    GivesUpUnanswered,
    InsistsWhenRejected,
    OnTheHeels,
    OwnInterval,
    QuietStart,
    SessionWhilePending,
    SilenceMeansConsent,
    TalkativeWhilePending,
    TriggersWait,
    WaitsForEver,
)
from reference_impl.deviations.remote_control import (
    AcceptsDuringSession,
    AnyConnectorWillDo,
    NeverStops,
    NeverWithdrawn,
    StartsWhenFaulty,
    StopsAnySession,
    VehicleFirst,
)
from reference_impl.deviations.reset import LeftOpenOverRestart, ResetForgotten
from reference_impl.deviations.seeding import also
from reference_impl.deviations.status import (
    ChargingNeverSaid,
    FaultWithoutName,
    FinishingForgotten,
    FullVehicleFinishes,
    SilentlyOutOfService,
    WaitingVehicleSuspended,
    WholeStationInSession,
)
from reference_impl.deviations.transaction_delivery import (
    NewestFirst,
    NothingKeptOffline,
    NumberedByBridge,
    PausesNeverGrow,
    RefreshedStart,
    RefusalIsFinal,
    ResendsAllTheSame,
)
from reference_impl.deviations.transactions import (
    DoubleStart,
    LenientWithInvalidTags,
    OpenAfterUnplugging,
    PowerFailureForgotten,
    SerialForTag,
    SessionEnergyAtEnd,
)
from reference_impl.deviations.triggers import (
    AnotherConnectorAnswers,
    IntroductionOnRequest,
    KnownStatusKeptBack,
    PromisedHeartbeat,
    RepeatedAllTheSame,
    StatusOfOneConnector,
)
from reference_impl.deviations.unlocking import AnyConnectorUnlocked, EndedAsIfRemote

PLAIN = "ocpp16"
"""The vendor profile under which they are to be caught."""

ALSO: dict[str, type] = {
    "OCP-AVL-001": SilentlyOutOfService,
    "OCP-AVL-003": OutOfServiceAtOnce,
    "OCP-AVL-004": SessionInterrupted,
    "OCP-AVL-005": ChangeToldOfConnectorOnly,
    "OCP-AVL-006": AnyConnector,
    "OCP-AVL-007": RebootPutsIntoService,
    "OCP-AVL-008": RemoteStartOutOfService,
    "OCP-BOOT-002": SilenceMeansConsent,
    "OCP-BOOT-003": TalkativeWhilePending,
    "OCP-BOOT-005": WaitsForEver,
    "OCP-BOOT-006": InsistsWhenRejected,
    "OCP-BOOT-007": AnswersThoughRejected,
    "OCP-BOOT-009": OwnInterval,
    "OCP-BOOT-010": OnTheHeels,
    "OCP-BOOT-011": QuietStart,
    "OCP-BOOT-012": GivesUpUnanswered,
    "OCP-BOOT-013": DeafWhilePending,
    "OCP-BOOT-014": SessionWhilePending,
    "OCP-BOOT-015": TriggersWait,
    "OCP-CFG-011": UnknownMeasurandsDropped,
    "OCP-CONN-001": IdentityAsItIs,
    "OCP-CONN-002": AheadOfItsTime,
    "OCP-CONN-003": StaysAway,
    "OCP-CONN-004": SteadyDialling,
    "OCP-FW-001": UpdateAsDiagnostics,
    "OCP-FW-002": UpdatesAtOnce,
    "OCP-HB-002": TimerNotRestarted,
    "OCP-QUE-001": RefusalIsFinal,
    "OCP-QUE-002": PausesNeverGrow,
    "OCP-QUE-003": ResendsAllTheSame,
    "OCP-QUE-004": RefreshedStart,
    "OCP-QUE-005": NumberedByBridge,
    "OCP-QUE-006": NothingKeptOffline,
    "OCP-QUE-007": NewestFirst,
    "OCP-RMT-002": VehicleFirst,
    "OCP-RMT-003": NeverWithdrawn,
    "OCP-RMT-004": AnyConnectorWillDo,
    "OCP-RMT-005": AcceptsDuringSession,
    "OCP-RMT-006": NeverStops,
    "OCP-RMT-007": StopsAnySession,
    "OCP-RMT-008": RemoteStartUnasked,
    "OCP-RMT-009": RemoteStartAsked,
    "OCP-RMT-010": StartsWhenFaulty,
    "OCP-RPC-002": ReservesNothing,
    "OCP-RPC-009": NodsAtReports,
    "OCP-RST-001": ResetForgotten,
    "OCP-RST-003": LeftOpenOverRestart,
    "OCP-SC-001": ProfilesWithoutEffect,
    "OCP-SC-002": ProfileForAnyTransaction,
    "OCP-SC-003": ProfileForAnyTransaction,
    "OCP-SC-004": IdNeedsPurpose,
    "OCP-SC-005": NothingToClearIsFine,
    "OCP-SC-006": PurposeIgnored,
    "OCP-SC-007": AlwaysAmpere,
    "OCP-SC-008": ForecastForAnyConnector,
    "OCP-SC-009": LowestLevelPrevails,
    "OCP-SC-011": ProfileOutlivesTransaction,
    "OCP-SC-012": AnyProfileToStartWith,
    "OCP-SC-013": StricterProfileWins,
    "OCP-STAT-001": WaitingVehicleSuspended,
    "OCP-STAT-002": ChargingNeverSaid,
    "OCP-STAT-003": FinishingForgotten,
    "OCP-STAT-005": FaultWithoutName,
    "OCP-STAT-006": WholeStationInSession,
    "OCP-STAT-007": FullVehicleFinishes,
    "OCP-TRG-001": PromisedHeartbeat,
    "OCP-TRG-002": KnownStatusKeptBack,
    "OCP-TRG-003": StatusOfOneConnector,
    "OCP-TRG-004": RepeatedAllTheSame,
    "OCP-TRG-005": AnotherConnectorAnswers,
    "OCP-TRG-006": IntroductionOnRequest,
    "OCP-TX-001": DeafToAcceptance,
    "OCP-TX-003": SerialForTag,
    "OCP-TX-005": SessionEnergyAtEnd,
    "OCP-TX-006": PinNeverStops,
    "OCP-TX-007": AnyPinStops,
    "OCP-TX-008": OpenAfterUnplugging,
    "OCP-TX-010": LenientWithInvalidTags,
    "OCP-TX-012": PowerFailureForgotten,
    "OCP-TX-013": SlowReadings,
    "OCP-TX-014": NamelessReadings,
    "OCP-TX-015": NoEndToReadings,
    "OCP-TX-016": EnergyAlwaysIncluded,
    "OCP-TX-017": DoubleStart,
    "OCP-UNL-001": LockedForGood,
    "OCP-UNL-002": EndedAsIfRemote,
    "OCP-UNL-003": AnyConnectorUnlocked,
}

for _behaviour, _part in ALSO.items():
    also(_behaviour, _part, PLAIN)
