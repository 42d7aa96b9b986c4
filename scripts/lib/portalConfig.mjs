// What the portal's own configuration says about where its parts listen.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

// Backstage's packages are CommonJS; loaded late, as set-up may have just installed them.
const require = createRequire(import.meta.url);

async function readConfig(files) {
  const {
    ConfigSources,
    FileConfigSource,
  } = require('@backstage/config-loader');
  const source = ConfigSources.merge(
    files.map(path => FileConfigSource.create({ path })),
  );
  return ConfigSources.toConfig(source);
}

function portOf(url) {
  const { port, protocol } = new URL(url);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

/** The files that make up the configuration, in the order in which later ones win. */
export function configFiles(root, overlays) {
  return ['app-config.yaml', ...overlays].map(file => resolve(root, file));
}

/**
 * The parts of the portal with the URL where each answers, its port and the
 * config key that sets it; with a simulator only where the configured GitHub
 * is on this machine.
 */
export async function readPortalParts(files) {
  const config = await readConfig(files);
  const appUrl = config.getString('app.baseUrl');
  const backendUrl = config.getString('backend.baseUrl');
  const host = config.getString('agentTasks.github.host');
  const parts = [
    {
      name: 'backend',
      port:
        config.getOptionalNumber('backend.listen.port') ?? portOf(backendUrl),
      key: 'backend.listen.port',
      url: backendUrl,
      readyUrl: `${backendUrl}/.backstage/health/v1/readiness`,
    },
    {
      name: 'app',
      port: config.getOptionalNumber('app.listen.port') ?? portOf(appUrl),
      key: 'app.baseUrl',
      url: appUrl,
      readyUrl: appUrl,
    },
  ];
  if (/^localhost(:|$)/.test(host)) {
    const url = `http://${host}`;
    parts.unshift({
      name: 'simulator',
      port: portOf(url),
      key: 'agentTasks.github.host',
      url,
      readyUrl: `${url}/_simulator`,
      webhookUrl: `${backendUrl}/api/events/http/github`,
    });
  }
  return parts;
}
