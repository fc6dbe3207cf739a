# syntax=docker/dockerfile:1
# NOT YET RUN BY A CONTAINER ENGINE. What can be checked without one is: a test takes the files that the COPY lines and
# .dockerignore let in, with the production dependencies alone, and runs CMD, HEALTHCHECK and STOPSIGNAL on them.

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
COPY apps/api/package.json apps/api/package.json
COPY tools/test-postgres/package.json tools/test-postgres/package.json
# Optional are the Node.js of the repository and the PostgreSQL of its tests: the image brings its own Node.js.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 ASTROCAL_DATA_DIR=/data
COPY --from=dependencies /app ./
COPY apps/api apps/api
COPY docs docs
COPY RELIABILITY.md ./
RUN mkdir --mode=700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Without a shell or npm in between, so that the signal arrives: requests and jobs in flight are finished first.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/src/main.ts"]
