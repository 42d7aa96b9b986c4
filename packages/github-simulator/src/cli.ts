/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { parseArgs } from 'node:util';
import { startSimulator } from './startSimulator';

const HELP = `Simulates GitHub for the Agent Tasks portal, on this machine only.

Usage: github-agent-tasks-simulator [options]

  --port NUMBER    port on localhost (default 3800)
  --speed NUMBER   simulated seconds per second (default 1: a task takes about 35 s)
  --state FILE     keep everything in a file: read at the start, saved on changes and at the end
  --webhook-url URL, --webhook-secret SECRET
                   announce changes of pull requests there, on this machine, signed with the
                   secret; GITHUB_WEBHOOK_SECRET in the environment serves as well
  --no-history     start without earlier tasks and pull requests
  --help           show this text
`;

async function main(): Promise<void> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const simulator = await startSimulator(options);
  process.stdout.write(
    [
      `GitHub simulator: ${simulator.url}`,
      `REST API:         ${simulator.apiBaseUrl}`,
      `Control page:     ${simulator.url}/_simulator`,
      'Press Ctrl+C to stop.\n',
    ].join('\n'),
  );
  const end = () => {
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3800' },
      speed: { type: 'string', default: '1' },
      state: { type: 'string' },
      'webhook-url': { type: 'string' },
      'webhook-secret': { type: 'string' },
      'no-history': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('--port must be a whole number between 0 and 65535');
  }
  if (!(speed > 0) || !Number.isFinite(speed)) {
    throw new Error('--speed must be a number greater than 0');
  }
  if (values.state === '') throw new Error('--state must name a file');
  return {
    port,
    speed,
    history: !values['no-history'],
    stateFile: values.state,
    webhook: readWebhook(values['webhook-url'], values['webhook-secret']),
  };
}

function readWebhook(url: string | undefined, secret: string | undefined) {
  if (url === undefined && secret === undefined) return undefined;
  const signedWith = secret ?? process.env.GITHUB_WEBHOOK_SECRET;
  if (!url || !signedWith) {
    throw new Error(
      '--webhook-url and --webhook-secret (or GITHUB_WEBHOOK_SECRET in the environment) go together',
    );
  }
  return { url, secret: signedWith };
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
