# The mock central system for any charge point to connect to; see docs/container.md.
ARG BASE_IMAGE=python:3.12-slim

FROM ${BASE_IMAGE} AS installed
# Where no package index can be reached: wheels of the dependencies in ./wheels, and
# --build-arg PIP_NO_INDEX=1 --build-arg PIP_FIND_LINKS=/source/wheels
ARG PIP_NO_INDEX
ARG PIP_FIND_LINKS
COPY . /source
RUN python -m venv --without-pip /opt/ocpp-conformance \
    && python -m pip --python /opt/ocpp-conformance/bin/python \
        install --no-cache-dir --only-binary :all: --no-binary ocpp-conformance /source

FROM ${BASE_IMAGE}
COPY --from=installed /opt/ocpp-conformance /opt/ocpp-conformance
ENV PATH=/opt/ocpp-conformance/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# A number, so that any base will do and an orchestrator can see that it is not root.
USER 10001:10001
# The control API leaves the container's loopback only for who gave it a bearer's word to ask for.
ENV OCPP_CONFORMANCE_PUBLISH_CONTROL=1
EXPOSE 9000 9001
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s --retries=3 \
    CMD ["ocpp-conformance", "health", "--url", "http://127.0.0.1:9000/health"]
ENTRYPOINT ["ocpp-conformance"]
CMD ["serve", "--host", "0.0.0.0", "--port", "9000"]
