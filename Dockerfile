# Two images from one build: `dispatch` (HTTP, store, notifications) and `edge` (the same plus the default model).
# Nothing runs as root, and nothing is fetched when a container starts: the default model is inside.
FROM node:20-bookworm-slim AS build
WORKDIR /src
ENV ONNXRUNTIME_NODE_INSTALL=skip SKIP_BINARY_DOWNLOAD=1 ORT_DISABLE_TELEMETRY=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm run licences -- --sbom dist/sbom.cdx.json
RUN FENCEWATCH_MODELS_DIR=/src/var/models node dist/cli/main.js models build

FROM node:20-bookworm-slim AS packages
WORKDIR /src
ENV ONNXRUNTIME_NODE_INSTALL=skip SKIP_BINARY_DOWNLOAD=1
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim AS dispatch
# ONNX Runtime must not call home; the code sets it too.
ENV NODE_ENV=production ORT_DISABLE_TELEMETRY=1
# Reports as PDF need a font with Chinese; blurred and converted copies of clips need ffmpeg, which an edge needs anyway.
RUN apt-get update && \
    apt-get install --yes --no-install-recommends ffmpeg fonts-wqy-microhei && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /opt/fencewatch
COPY --from=packages /src/node_modules ./node_modules
COPY --from=build /src/package.json /src/LICENSE /src/NOTICE ./
COPY --from=build /src/dist ./dist
COPY --from=build /src/dispatch/store/migrations ./dispatch/store/migrations
COPY --from=build /src/models/registry.json /src/models/labels.json /src/models/trial-picture.jpg ./models/
COPY --from=build /src/deploy/healthcheck.mjs ./
RUN ln -s /opt/fencewatch/dist/cli/main.js /usr/local/bin/fencewatch && \
    chmod +x dist/cli/main.js && \
    install -d -o node -g node /var/lib/fencewatch
USER node
VOLUME /var/lib/fencewatch
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "/opt/fencewatch/healthcheck.mjs", "http://127.0.0.1:8080/api/health"]
CMD ["fencewatch", "dispatch", "--site", "/etc/fencewatch/site.yaml", "--host", "0.0.0.0", "--port", "8080"]

FROM dispatch AS edge
COPY --from=build /src/var/models /opt/fencewatch/var/models
ENV FENCEWATCH_MODELS_DIR=/opt/fencewatch/var/models
USER node
EXPOSE 9464
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "/opt/fencewatch/healthcheck.mjs", "http://127.0.0.1:9464/healthz"]
CMD ["fencewatch", "edge", "--site", "/etc/fencewatch/site.yaml", "--metrics-port", "9464"]
