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
  readSettings(mockServices.rootConfig({ data })).credentials;

const keys = [
  'x2rJ0cXnVbHq7mJm3yC1p6k9s0tUwZaE',
  'q9WmZr4uT8iO2pLkJ7hG5fDsA1zXcVbN',
];

const credentials = (settings: JsonObject) => ({
  app: { baseUrl: 'https://portal.example' },
  agentTasks: { credentials: settings },
});

describe('readCredentials', () => {
  it('takes another callback where one is given', () => {
    const callbackUrl = 'https://elsewhere.example/connect';
    const grant = { clientId: 'a', clientSecret: 's', callbackUrl };
    expect(read(credentials({ encryptionKeys: keys, grant })).grant).toEqual(
      grant,
    );
  });

  it.each<[why: string, data: JsonObject, key: string, remedy: RegExp]>([
    [
      'a blank encryption key',
      credentials({ encryptionKeys: [keys[0], '  '] }),
      'agentTasks.credentials.encryptionKeys[1]',
      /is blank/,
    ],
    [
      'encryption keys whose environment variable is not set',
      credentials({ encryptionKeys: [] }),
      'agentTasks.credentials.encryptionKeys',
      /is empty. Set the environment variable/,
    ],
    [
      'a short encryption key',
      credentials({ encryptionKeys: [keys[0].slice(1)] }),
      'agentTasks.credentials.encryptionKeys[0]',
      /at least 32 characters.*openssl rand -base64 32/,
    ],
    [
      'a long encryption key that is no secret',
      credentials({ encryptionKeys: ['changeme'.repeat(8)] }),
      'agentTasks.credentials.encryptionKeys[0]',
      /can be guessed/,
    ],
    [
      'a grant without keys',
      credentials({ grant: { clientId: 'a', clientSecret: 's' } }),
      'agentTasks.credentials.grant',
      /needs agentTasks.credentials.encryptionKeys/,
    ],
    [
      'a grant without its secret',
      credentials({ encryptionKeys: keys, grant: { clientId: 'a' } }),
      'agentTasks.credentials.grant.clientSecret',
      /is missing/,
    ],
    [
      'a grant that knows no way back',
      {
        agentTasks: {
          credentials: {
            encryptionKeys: keys,
            grant: { clientId: 'a', clientSecret: 's' },
          },
        },
      },
      'agentTasks.credentials.grant.callbackUrl',
      /and so is app.baseUrl/,
    ],
    [
      'a callback that is no page',
      credentials({
        encryptionKeys: keys,
        grant: { clientId: 'a', clientSecret: 's', callbackUrl: '/connect' },
      }),
      'agentTasks.credentials.grant.callbackUrl',
      /not a URL/,
    ],
    [
      'an unknown way with other accounts',
      credentials({ identityChange: 'never' }),
      'agentTasks.credentials.identityChange',
      /Give allow.*or forbid/,
    ],
    [
      'a slip of the pen',
      credentials({ encryptionKey: keys[0] }),
      'agentTasks.credentials.encryptionKey',
      /does not exist/,
    ],
  ])('refuses %s and names its key', (_why, data, key, remedy) => {
    const refusal = refusalOf(() => read(data));
    expect(refusal).toEqual(expect.stringContaining(key));
    expect(refusal).toEqual(expect.stringMatching(remedy));
  });
});
