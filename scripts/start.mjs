// Brings up the whole portal and keeps it up until Ctrl-C.
//
//   node scripts/start.mjs [--github] [--config <overlay of app-config.yaml>]…
//
// --github uses the real github.com instead of the simulated one.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { StartError, startPortal } from './lib/portal.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { values } = parseArgs({
  options: {
    github: { type: 'boolean', default: false },
    config: { type: 'string', multiple: true, default: [] },
  },
});

const GITHUB_ENVIRONMENT = {
  AUTH_GITHUB_CLIENT_ID: 'the client id of your OAuth app',
  AUTH_GITHUB_CLIENT_SECRET: 'its client secret',
  AGENT_TASKS_REPOSITORIES:
    'where the agent may work, such as your-login/your-repository',
};

function checkGitHubEnvironment() {
  const missing = Object.entries(GITHUB_ENVIRONMENT).filter(
    ([name]) => !process.env[name],
  );
  if (missing.length === 0) return;
  throw new StartError(
    [
      'To use the real github.com, set these in the environment first:',
      ...missing.map(([name, meaning]) => `  ${name}  ${meaning}`),
      'Create an OAuth app at https://github.com/settings/applications/new with the callback URL',
      'http://localhost:7007/api/auth/github/handler/frame',
    ].join('\n'),
  );
}

/** Later ones win; your own app-config.local.yaml counts unless overlays are named. */
function overlays() {
  const files = values.github ? ['app-config.github.yaml'] : [];
  if (
    values.config.length === 0 &&
    existsSync(join(root, 'app-config.local.yaml'))
  ) {
    files.push('app-config.local.yaml');
  }
  return [...files, ...values.config];
}

function welcome(parts) {
  const url = Object.fromEntries(parts.map(part => [part.name, part.url]));
  return [
    '',
    `  The portal is ready: ${url.app}`,
    '',
    url.simulator
      ? '  Sign in with GitHub as Ada Nwosu (the GitHub here is simulated, no account is needed).'
      : '  Sign in with GitHub.',
    '  Then click Create → Scaffold service, and watch the task on the entity page.',
    ...(url.simulator
      ? [
          `  The simulated GitHub and its control page: ${url.simulator}/_simulator`,
        ]
      : []),
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}

async function main() {
  if (values.github) checkGitHubEnvironment();
  console.log('Starting the portal…');
  const portal = await startPortal({
    root,
    overlays: overlays(),
    onLine: (name, line) => console.log(`[${name}] ${line}`),
  });

  let stopping = false;
  const stop = async exitCode => {
    if (stopping) return;
    stopping = true;
    console.log('Stopping…');
    await portal.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(0));
  }
  portal.ended.then(({ name, code, signal, error }) => {
    if (stopping) return;
    console.error(
      `The ${name} ended by itself (${
        error?.message ?? signal ?? `exit code ${code}`
      }). Its lines above say why.`,
    );
    stop(1);
  });

  try {
    await portal.ready;
    if (!stopping) console.log(welcome(portal.parts));
  } catch (error) {
    report(error);
    await stop(1);
  }
}

function report(error) {
  console.error(error instanceof StartError ? error.message : error);
}

main().catch(error => {
  report(error);
  process.exit(1);
});
