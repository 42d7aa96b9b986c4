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

import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { refusalOf } from './__testUtils__/refusalOf';
import { readSettings } from './readSettings';

const read = (data: JsonObject) =>
  readSettings(mockServices.rootConfig({ data }));

const local = {
  integrations: {
    github: [
      { host: 'localhost:8080', apiBaseUrl: 'http://localhost:8080/api/v3/' },
    ],
  },
};

const keys = [
  'x2rJ0cXnVbHq7mJm3yC1p6k9s0tUwZaE',
  'q9WmZr4uT8iO2pLkJ7hG5fDsA1zXcVbN',
];

describe('readSettings', () => {
  it('has defaults for everything', () => {
    expect(read({})).toEqual({
      github: {
        host: 'github.com',
        apiBaseUrl: 'https://api.github.com',
        graphqlUrl: 'https://api.github.com/graphql',
        apiVersion: '2026-03-10',
        requestTimeoutMs: 30_000,
      },
      tracking: { intervalMs: 15_000, slowIntervalMs: 300_000 },
      credentials: { encryptionKeys: [], identityChange: 'allow' },
    });
  });

  it('reads everything that can be set', () => {
    const settings = read({
      ...local,
      agentTasks: {
        github: {
          host: 'localhost:8080',
          apiVersion: '2022-11-28',
          requestTimeout: { minutes: 1 },
        },
        tracking: { interval: '2s', slowInterval: { seconds: 3 } },
        credentials: {
          encryptionKeys: keys,
          identityChange: 'forbid',
          grant: { clientId: 'Iv1.a', clientSecret: 's' },
        },
      },
      app: { baseUrl: 'https://portal.example/' },
    });
    expect(settings).toEqual({
      github: {
        host: 'localhost:8080',
        apiBaseUrl: 'http://localhost:8080/api/v3',
        graphqlUrl: 'http://localhost:8080/api/graphql',
        apiVersion: '2022-11-28',
        requestTimeoutMs: 60_000,
      },
      tracking: { intervalMs: 2_000, slowIntervalMs: 3_000 },
      credentials: {
        encryptionKeys: keys,
        identityChange: 'forbid',
        grant: {
          clientId: 'Iv1.a',
          clientSecret: 's',
          callbackUrl: 'https://portal.example/agent-tasks/connect',
        },
      },
    });
  });

  it.each([
    ['https://api.github.com', 'https://api.github.com/graphql'],
    ['https://api.acme.ghe.com', 'https://api.acme.ghe.com/graphql'],
    ['https://ghe.acme.com/api/v3', 'https://ghe.acme.com/api/graphql'],
    ['http://[::1]:80/api/v3/', 'http://[::1]:80/api/graphql'],
  ])('finds GraphQL beside %s', (apiBaseUrl, graphqlUrl) => {
    const { github } = read({
      integrations: { github: [{ host: 'ghe.acme.com', apiBaseUrl }] },
      agentTasks: { github: { host: 'ghe.acme.com' } },
    });
    expect(github.graphqlUrl).toBe(graphqlUrl);
  });

  it.each(['localhost', 'localhost:1', '127.0.0.1:8080', '[::1]:8080'])(
    'lets the interval be short against %s',
    authority => {
      const { tracking } = read({
        integrations: {
          github: [{ host: 'here', apiBaseUrl: `http://${authority}/api/v3` }],
        },
        agentTasks: {
          github: { host: 'here' },
          tracking: { interval: { milliseconds: 200 } },
        },
      });
      expect(tracking.intervalMs).toBe(200);
    },
  );

  it('lifts the default slow interval to a long interval', () => {
    const { tracking } = read({
      agentTasks: { tracking: { interval: { minutes: 10 } } },
    });
    expect(tracking.slowIntervalMs).toBe(600_000);
  });

  const github = (settings: JsonObject) => ({
    agentTasks: { github: settings },
  });
  const tracking = (settings: JsonObject) => ({
    agentTasks: { tracking: settings },
  });

  it.each<[why: string, data: JsonObject, key: string, remedy: RegExp]>([
    [
      'an unknown host',
      github({ host: 'ghe.acme.com' }),
      'agentTasks.github.host',
      /no entry with that host.*Add one/,
    ],
    [
      'a host without its port',
      { ...local, ...github({ host: 'localhost' }) },
      'agentTasks.github.host',
      /it has: localhost:8080/,
    ],
    [
      'an integration without apiBaseUrl',
      {
        integrations: { github: [{ host: 'ghe.acme.com' }] },
        ...github({ host: 'ghe.acme.com' }),
      },
      'integrations.github',
      /without apiBaseUrl/,
    ],
    [
      'an apiBaseUrl that is none',
      {
        integrations: {
          github: [{ host: 'ghe.acme.com', apiBaseUrl: 'ftp://ghe.acme.com' }],
        },
        ...github({ host: 'ghe.acme.com' }),
      },
      'integrations.github',
      /not the base URL/,
    ],
    [
      'an apiBaseUrl with a password',
      {
        integrations: {
          github: [{ host: 'x', apiBaseUrl: 'https://a:b@x/api/v3' }],
        },
        ...github({ host: 'x' }),
      },
      'integrations.github',
      /Remove them/,
    ],
    [
      'an API version that is no date',
      github({ apiVersion: 'latest' }),
      'agentTasks.github.apiVersion',
      /2026-03-10/,
    ],
    [
      'a duration of an unknown unit',
      github({ requestTimeout: { second: 3 } }),
      'agentTasks.github.requestTimeout',
      /\{ seconds: 30 \}/,
    ],
    [
      'a duration of nothing',
      github({ requestTimeout: { seconds: 0 } }),
      'agentTasks.github.requestTimeout',
      /longer than nothing/,
    ],
    [
      'a duration of years',
      github({ requestTimeout: { years: 1 } }),
      'agentTasks.github.requestTimeout',
      /at most 24 hours/,
    ],
    [
      'an interval below the floor',
      tracking({ interval: { seconds: 14 } }),
      'agentTasks.tracking.interval',
      /5,000 calls per hour.*\{ seconds: 15 \}/,
    ],
    [
      'an interval below the floor, disguised by the host',
      {
        integrations: {
          github: [{ host: 'localhost', apiBaseUrl: 'https://api.github.com' }],
        },
        agentTasks: {
          github: { host: 'localhost' },
          tracking: { interval: { seconds: 1 } },
        },
      },
      'agentTasks.tracking.interval',
      /shorter than 15 seconds/,
    ],
    [
      'a slow interval that is faster',
      tracking({ interval: { seconds: 30 }, slowInterval: { seconds: 20 } }),
      'agentTasks.tracking.slowInterval',
      /shorter than agentTasks.tracking.interval/,
    ],
  ])('refuses %s and names its key', (_why, data, key, remedy) => {
    const refusal = refusalOf(() => read(data));
    expect(refusal).toEqual(expect.stringContaining(key));
    expect(refusal).toEqual(expect.stringMatching(remedy));
  });
});
