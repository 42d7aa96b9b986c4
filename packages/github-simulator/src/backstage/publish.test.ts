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

import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateKind from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubActions from '@backstage/plugin-scaffolder-backend-module-github';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useGit } from '../testing/useGit';
import { useSimulator } from '../testing/useSimulator';

jest.setTimeout(120_000);

const github = useSimulator({ history: false });
const { git, folder } = useGit();

const TEMPLATE = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: publish
spec:
  owner: group:default/platform
  type: service
  steps:
    - id: describe
      action: catalog:write
      input:
        entity:
          apiVersion: backstage.io/v1alpha1
          kind: Component
          metadata:
            name: \${{ parameters.name }}
          spec: { type: service, lifecycle: experimental, owner: group:default/platform }
    - id: publish
      action: publish:github
      input:
        repoUrl: \${{ parameters.repoUrl }}
        description: Made by a template
        repoVisibility: \${{ parameters.visibility }}
        topics: [portal]
        access: \${{ parameters.access }}
        collaborators: [{ user: ben-larsen, access: pull }]
        gitAuthorName: Scaffolder
        gitAuthorEmail: scaffolder@acme.example
        token: \${{ secrets.USER_OAUTH_TOKEN }}
    - id: register
      action: catalog:register
      input:
        repoContentsUrl: \${{ steps.publish.output.repoContentsUrl }}
        catalogInfoPath: /catalog-info.yaml
  output:
    remoteUrl: \${{ steps.publish.output.remoteUrl }}
    commitHash: \${{ steps.publish.output.commitHash }}
    entityRef: \${{ steps.register.output.entityRef }}
`;

/** A backend with the real scaffolder and the real catalog. */
async function startPortal() {
  const templates = mkdtempSync(join(tmpdir(), 'simulator-template-'));
  writeFileSync(join(templates, 'template.yaml'), TEMPLATE);
  const { host } = new URL(github.url);
  const { token } = await github.control.createToken({ login: 'priya-raman' });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      templateKind,
      scaffolderPlugin,
      githubActions,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          integrations: {
            github: [{ host, apiBaseUrl: `${github.url}/api/v3`, token }],
          },
          catalog: {
            processingInterval: { seconds: 1 },
            locations: [
              {
                type: 'file',
                target: join(templates, 'template.yaml'),
                rules: [{ allow: ['Template'] }],
              },
            ],
          },
        },
      }),
    ],
  });
  const call = async (path: string, body?: object) => {
    const answer = await fetch(
      `http://localhost:${backend.server.port()}/api/${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: mockCredentials.user.header(),
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      },
    );
    return { status: answer.status, json: (await answer.json()) as any };
  };
  return {
    call,
    async stop() {
      await backend.stop();
      rmSync(templates, { recursive: true, force: true });
    },
  };
}

/** Asks again until the answer is the one that was waited for. */
async function eventually<T>(
  question: () => Promise<T>,
  isAnswer: (value: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const value = await question();
    if (isAnswer(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Last: ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

describe('publish:github and catalog:register', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal();
    await eventually(
      () => portal.call('catalog/entities/by-name/template/default/publish'),
      ({ status }) => status === 200,
    );
  });
  afterAll(() => portal.stop());

  const run = async (owner: string, name: string, visibility: string) => {
    const { token } = await github.control.createToken({ login: 'ada-nwosu' });
    const started = await portal.call('scaffolder/v2/tasks', {
      templateRef: 'template:default/publish',
      values: {
        name,
        visibility,
        access: owner === 'acme' ? 'acme/payments' : owner,
        repoUrl: `${new URL(github.url).host}?owner=${owner}&repo=${name}`,
      },
      secrets: { USER_OAUTH_TOKEN: token },
    });
    const { id } = started.json;
    const { json } = await eventually(
      () => portal.call(`scaffolder/v2/tasks/${id}`),
      task => !['open', 'processing'].includes(task.json.status),
    );
    const events = (await portal.call(`scaffolder/v2/tasks/${id}/events`)).json;
    return {
      status: json.status,
      log: events.map((event: any) => event.body.message).join('\n'),
      output: events.find((event: any) => event.type === 'completion')?.body
        .output,
      token,
    };
  };

  it.each([
    ['acme', 'dispatcher', 'public'],
    ['acme', 'vault', 'private'],
    ['ada-nwosu', 'sandbox', 'public'],
  ])('%s/%s (%s)', async (owner, name, visibility) => {
    const { status, log, output, token } = await run(owner, name, visibility);
    expect(log).not.toContain('Skipping');
    expect(status).toBe('completed');
    expect(output).toMatchObject({
      remoteUrl: `${github.url}/${owner}/${name}.git`,
      entityRef: `component:default/${name}`,
    });

    const repo = (await github.api(`/repos/${owner}/${name}`)).json;
    expect(repo).toMatchObject({
      visibility,
      topics: ['portal'],
      default_branch: 'main',
      description: 'Made by a template',
    });
    const main = (await github.api(`/repos/${owner}/${name}/branches/main`))
      .json;
    expect(main).toMatchObject({
      protected: true,
      commit: {
        sha: output.commitHash,
        commit: { author: { name: 'Scaffolder' } },
      },
    });

    const address = output.remoteUrl.replace('://', `://x:${token}@`);
    await git(['clone', '--quiet', address, `${folder}/${name}`]);
    expect(await git(['rev-parse', 'HEAD'], `${folder}/${name}`)).toBe(
      output.commitHash,
    );

    const { json: entity } = await eventually(
      () => portal.call(`catalog/entities/by-name/component/default/${name}`),
      answer => answer.status === 200,
    );
    expect(entity.metadata.annotations).toMatchObject({
      'backstage.io/source-location': `url:${github.url}/${owner}/${name}/tree/main/`,
    });
  });

  it('says why it cannot create what exists already', async () => {
    const { status, log } = await run('acme', 'billing', 'public');
    expect(status).toBe('failed');
    expect(log).toContain('name already exists on this account');
  });
});
