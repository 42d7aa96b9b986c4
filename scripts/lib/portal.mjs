// The portal as one thing that can be started and stopped: the simulated GitHub
// (where the configuration asks for it), the backend and the app.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { configFiles, readPortalParts } from './portalConfig.mjs';
import { isPortFree, portHolder } from './ports.mjs';
import { startChild, stopChildren } from './processes.mjs';

const READY_TIMEOUT_MS = 300_000;

const require = createRequire(import.meta.url);

/** A reason not to start that a person can act on. */
export class StartError extends Error {}

async function checkPorts(parts) {
  const taken = [];
  for (const { name, port, key } of parts) {
    if (await isPortFree(port)) continue;
    const holder = portHolder(port);
    taken.push(
      `Port ${port}, which the ${name} needs (config key ${key}), is in use${
        holder ? ` by ${holder}` : ''
      }.`,
    );
  }
  if (taken.length > 0) {
    throw new StartError(
      `${taken.join(
        '\n',
      )}\nStop what holds it, or set another port under that key in app-config.local.yaml.`,
    );
  }
}

function childOf(part, root, files) {
  if (part.name === 'simulator') {
    return {
      name: part.name,
      cwd: join(root, 'packages', 'github-simulator'),
      args: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/cli.ts',
        '--port',
        String(part.port),
        '--webhook-url',
        part.webhookUrl,
      ],
    };
  }
  return {
    name: part.name,
    cwd: join(root, 'packages', part.name),
    args: [
      require.resolve('@backstage/cli/bin/backstage-cli'),
      'package',
      'start',
      ...files.flatMap(file => ['--config', file]),
    ],
    // The app must not open a browser of its own accord while tests run it.
    env: { BROWSER: 'none' },
  };
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function waitUntilReady(parts, hasEnded) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (const part of parts) {
    while (!(await answers(part.readyUrl))) {
      if (hasEnded()) return;
      if (Date.now() > deadline) {
        throw new StartError(
          `The ${part.name} did not answer at ${part.readyUrl} within ${
            READY_TIMEOUT_MS / 60_000
          } minutes. Its lines above say why.`,
        );
      }
      await delay(250);
    }
  }
}

/**
 * Starts all parts.
 *
 * @returns the parts; `ready`, resolved once each of them answers; `ended`,
 * resolved as soon as one of them ends; and `stop`, which ends them all.
 */
export async function startPortal({ root, overlays = [], onLine }) {
  const files = configFiles(root, overlays);
  const parts = await readPortalParts(files);
  await checkPorts(parts);

  // The simulated GitHub and the backend share a secret that nobody else knows;
  // kept tokens are encrypted with one that lasts as long as the demo's database.
  const secrets = Object.fromEntries(
    ['GITHUB_WEBHOOK_SECRET', 'AGENT_TASKS_KEY'].map(name => [
      name,
      process.env[name] || randomBytes(32).toString('hex'),
    ]),
  );
  const children = parts.map(part => {
    const child = childOf(part, root, files);
    const env = { ...child.env, ...secrets };
    return startChild({ ...child, env, onLine });
  });
  let hasEnded = false;
  const ended = Promise.race(children.map(child => child.ended)).finally(() => {
    hasEnded = true;
  });
  return {
    parts,
    ready: waitUntilReady(parts, () => hasEnded),
    ended,
    stop: () => stopChildren(children),
  };
}
