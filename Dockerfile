# syntax=docker/dockerfile:1
# Targets: `system` (api, worker, migrations, simulator) and `region` (the same with what the map import needs).

FROM node:24-bookworm-slim AS packages
WORKDIR /srv/akut
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev

FROM packages AS build
COPY . .
RUN node tools/build-all.mjs

FROM packages AS production-packages
RUN npm prune --omit=dev

FROM node:24-bookworm-slim AS system
ENV NODE_ENV=production
WORKDIR /srv/akut
COPY --from=production-packages /srv/akut/node_modules node_modules
COPY --from=build /srv/akut/dist dist
COPY package.json LICENSE ./
COPY libs/persistence/migrations libs/persistence/migrations
COPY tools/container-secrets.mjs tools/
# Volumes take the owner of the folder they first cover.
RUN install -d -o node -g node /var/lib/akut /run/akut
USER node
ENV AKUT_HOST=0.0.0.0 AKUT_PORT=8080 AKUT_HOME=/var/lib/akut AKUT_WEB_ROOT=/srv/akut/dist/web
EXPOSE 8080
CMD ["node", "--max-semi-space-size=64", "--expose-gc", "dist/dispatch-api.js"]

# The demo region is made of map data that development packages bring, so all packages stay here.
FROM system AS region
USER root
RUN apt-get update \
  && apt-get install -y --no-install-recommends osm2pgsql osmium-tool \
  && rm -rf /var/lib/apt/lists/*
COPY --from=packages /srv/akut/node_modules node_modules
USER node
ENTRYPOINT ["node", "dist/region.js"]
CMD ["montevideo"]
