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

import { resolve } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';
import { createStage } from '../__testUtils__/createStage';
import { gitHubAppCredentials } from '../__testUtils__/credentialSettings';

jest.setTimeout(120_000);

const { encryptionKeys, grant } = gitHubAppCredentials;
const SECRETS = [...encryptionKeys, grant.clientSecret];

const policy = {
  repositories: [
    { match: 'acme/*', allow: ['group:default/secret-project'] },
    { match: 'acme/payroll', deny: true },
  ],
};

describe('what is told to everybody', () => {
  const stage = createStage();

  it('of app-config is the host of GitHub alone, in browsers', async () => {
    const plugins = resolve(__dirname, '../../..');
    const schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: ['agent-tasks', 'agent-tasks-backend'].map(name =>
        resolve(plugins, name, 'package.json'),
      ),
    });
    const data = {
      agentTasks: {
        github: { host: 'ghe.acme.com', apiVersion: '2026-03-10' },
        policy,
        tracking: { interval: '15s' },
        credentials: { ...gitHubAppCredentials, identityChange: 'forbid' },
      },
    };
    const process = (visibility: 'frontend' | 'secret') =>
      schema.process([{ data, context: 'app-config.yaml' }], {
        visibility: [visibility],
        // Other plugins need keys of their own.
        ignoreSchemaErrors: true,
      })[0].data;
    expect(process('frontend')).toEqual({
      agentTasks: { github: { host: 'ghe.acme.com' } },
    });
    // What Backstage keeps out of its own logs.
    expect(process('secret')).toEqual({
      agentTasks: {
        credentials: {
          encryptionKeys,
          grant: { clientSecret: grant.clientSecret },
        },
      },
    });
  });

  it('by the OpenAPI document and by /health is nothing of this portal', async () => {
    const portal = await stage.start({
      policy,
      credentials: gitHubAppCredentials,
    });
    const token = await stage.mint();
    const ada = portal.as('ada-nwosu', token);
    await ada.start({ prompt: 'Words of Ada' }).catch(() => {});
    for (const path of ['/openapi.json', '/health']) {
      const { text } = await ada.get(path).expect(200);
      for (const secret of [
        ...SECRETS,
        token,
        grant.clientId,
        'secret-project',
        'payroll',
        'Words of Ada',
        stage.simulator.apiBaseUrl,
      ]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('by refusals is no token, no key, no prompt and no place of the code', async () => {
    const portal = await stage.start({
      policy,
      credentials: gitHubAppCredentials,
    });
    const token = await stage.mint();
    const ada = portal.as('ada-nwosu', token);
    const prompt = 'Words of Ada';
    const answers = [
      await ada.post({ repository: 'acme/payroll', prompt }),
      await ada.post({ repository: 'nobody/x', prompt }),
      await ada.post({ repository: 'x', prompt }),
      await ada.post(`{"prompt": "${prompt}", `),
      await ada.post({ repository: 'acme/services', prompt: [prompt] }),
      await ada.get('/tasks/nonsense'),
      await ada.get('/nowhere'),
      await ada.send('put', '/grant', { code: 'a-code', state: 'a-state' }),
      await portal.as('ada-nwosu', 'gho_madeUpToken1234').get('/repositories'),
      await portal.as('ada-nwosu', 'ghs_madeUpToken1234').get('/repositories'),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/madeUpToken|a-code|a-state|node_modules|\.ts:/);
      for (const secret of [...SECRETS, token, prompt]) {
        expect(text).not.toContain(secret);
      }
      // Whom a rule is for is no business of those whom it refuses.
      expect(text).not.toContain('secret-project');
    }
  });
});
