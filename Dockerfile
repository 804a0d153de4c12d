# First stage: a venv with exactly what the lock file names, each file by its hash.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN ["python", "-m", "venv", "/venv"]
COPY requirements.lock ./
RUN ["/venv/bin/pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", "requirements.lock"]

# Second stage: the venv, the package as it would be installed (the packs inside it), a user
# without rights, and the facts compiled from the shipped pack.
FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONPATH=/app \
    JJBOT_FACTS_DIR=/app/facts \
    JJBOT_VAR_DIR=/var/lib/jjbot
RUN ["install", "--directory", "--owner=10001", "--group=10001", "/app/facts", "/var/lib/jjbot"]
COPY --from=build /venv /venv
COPY jjbot /app/jjbot
COPY data /app/jjbot/data
WORKDIR /var/lib/jjbot
USER 10001:10001
# The facts belong to the image and not to the volume: a new image brings its own.
RUN ["python", "-m", "jjbot", "build"]
VOLUME /var/lib/jjbot
ENTRYPOINT ["python", "-m", "jjbot"]
CMD ["run"]
