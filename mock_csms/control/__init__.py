"""The HTTP control API of the mock central system: ``shell.ControlServer`` serves it.

It needs FastAPI and uvicorn, which nothing else of ``mock_csms`` imports.
"""
