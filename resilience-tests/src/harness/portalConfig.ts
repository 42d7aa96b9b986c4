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

/** What replicas are told about requests and polling; real portals wait longer. */
export interface PortalTiming {
  requestTimeoutMs: number;
  intervalMs: number;
  slowIntervalMs: number;
}

export const defaultTiming: PortalTiming = {
  requestTimeoutMs: 2_000,
  intervalMs: 300,
  slowIntervalMs: 900,
};

/** After so long another replica may take over what one had taken on (design §6). */
export function leaseTimeMs({ requestTimeoutMs }: PortalTiming): number {
  return 2 * requestTimeoutMs;
}

/** The app-config of one replica. All replicas of a portal share everything but the address. */
export function portalConfig(options: {
  url: string;
  postgresUrl: string;
  github: { host: string; apiBaseUrl: string };
  timing: PortalTiming;
}) {
  const { url, postgresUrl, github, timing } = options;
  const { hostname, port, username, password } = new URL(postgresUrl);
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { port: Number(new URL(url).port) },
      database: {
        client: 'pg',
        connection: {
          host: hostname,
          port: Number(port),
          user: username,
          password,
        },
      },
    },
    auth: { environment: 'bench', providers: { bench: {} } },
    // The default takes the bus for absent when it starts later than a subscriber.
    events: { useEventBus: 'always' },
    permission: { enabled: true },
    integrations: {
      github: [{ host: github.host, apiBaseUrl: github.apiBaseUrl }],
    },
    agentTasks: {
      github: {
        host: github.host,
        requestTimeout: { milliseconds: timing.requestTimeoutMs },
      },
      policy: { repositories: [{ match: 'acme/*' }] },
      tracking: {
        interval: { milliseconds: timing.intervalMs },
        slowInterval: { milliseconds: timing.slowIntervalMs },
      },
      credentials: {
        encryptionKeys: ['a key that only these proofs use, long enough'],
      },
    },
  };
}
