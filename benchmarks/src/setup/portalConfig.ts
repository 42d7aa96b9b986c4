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

import { randomBytes } from 'node:crypto';

/** Encrypts tokens of the simulated GitHub, for the minutes of a measurement. */
const ENCRYPTION_KEY = randomBytes(32).toString('base64');

/** The configuration of one replica of the portal. */
export function portalConfig(options: {
  githubHost: string;
  githubUrl: string;
  /** By which browsers know the portal, however many replicas it has. */
  portalUrl: string;
  /** The port of this replica. */
  port: number;
  database: object;
  /** What Backstage's own proxy adds to every call. */
  proxyToken: string;
}) {
  const { githubHost, githubUrl, portalUrl, proxyToken } = options;
  return {
    app: { baseUrl: portalUrl },
    backend: {
      baseUrl: portalUrl,
      listen: { port: options.port },
      database: options.database,
    },
    auth: { environment: 'bench', providers: { bench: {} } },
    permission: { enabled: true },
    integrations: { github: [{ host: githubHost, apiBaseUrl: githubUrl }] },
    agentTasks: {
      github: { host: githubHost },
      policy: { repositories: [{ match: 'acme/*' }] },
      // The defaults, which are those for github.com.
      tracking: { interval: { seconds: 15 }, slowInterval: { minutes: 5 } },
      credentials: { encryptionKeys: [ENCRYPTION_KEY] },
    },
    proxy: {
      endpoints: {
        // Backstage's proxy checks the Backstage token and adds a fixed header.
        '/github': {
          target: githubUrl,
          credentials: 'require',
          headers: { Authorization: `Bearer ${proxyToken}` },
        },
      },
    },
  };
}
