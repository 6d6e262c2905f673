# RNN Flow as a small image: docker build -t rnnflow . && docker run -p 8000:8000 rnnflow
# It writes nothing, so it also runs with --read-only --cap-drop all. Another port: -e RNNFLOW_PORT=9000.
# `make image-test` builds it and tries it. The base is pinned by its digest; `make image-base` moves it to the one that its
# tag has today.

ARG BASE=python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b

FROM ${BASE} AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv --without-pip /venv \
 && python -m pip --python /venv/bin/python --no-cache-dir --disable-pip-version-check install \
    --root-user-action ignore --only-binary :all: --require-hashes --requirement requirements.txt \
 && find /venv -type d -name tests -prune -exec rm -rf {} + \
 && python -m compileall -q -j 0 /venv/lib
# Babel has data for a thousand regions (32 MB); the page needs those of static/locales.
COPY static/locales locales
RUN data="$(/venv/bin/python -c 'import babel; print(babel.__path__[0])')" \
 && mkdir kept && mv "$data/locale-data/root.dat" kept \
 && for file in locales/*.ftl; do code="$(basename "$file" .ftl)"; cp "$data/locale-data/${code%%-*}"*.dat kept; done \
 && rm -r "$data/locale-data" && mv kept "$data/locale-data"
COPY app /app/app
RUN python -m compileall -q /app/app

FROM ${BASE}
# Nothing is installed from here on, so the installers go.
RUN rm -rf /usr/local/lib/python3.13/site-packages/* /usr/local/lib/python3.13/ensurepip /usr/local/bin/pip* \
 && useradd --no-create-home --uid 10001 --shell /usr/sbin/nologin rnnflow
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY static /app/static
COPY templates /app/templates
COPY LICENSE THIRD_PARTY.md /app/
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RNNFLOW_PORT=8000
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["python", "-I", "/app/app/command/health.py"]
CMD ["python", "-m", "app", "--host", "0.0.0.0"]
