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

import type { Entity } from '@backstage/catalog-model';
import { Content, Header, Page } from '@backstage/core-components';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import Box from '@mui/material/Box';
import {
  AgentTasksError,
  type Grant,
} from 'backstage-plugin-agent-tasks-common';
import { useState, type PropsWithChildren } from 'react';
import { agentTasksApiRef } from '../src';
import { AgentTasksCard } from '../src/components/AgentTasksCard';
import { AgentTasksSettings } from '../src/components/AgentTasksSettings';
import { EntityAgentTasksContent } from '../src/components/EntityAgentTasksContent';
import {
  AgentTasksModelPicker,
  AgentTasksRepositoryPicker,
} from '../src/scaffolder';
import type {
  ModelPickerProps,
  RepositoryPickerProps,
} from '../src/scaffolder/fieldSchemas';
import { aGrant, FakeAgentTasksApi, TASKS, VIEWER } from '../src/testing';

const billing: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'billing',
    annotations: { 'github.com/project-slug': 'acme/billing' },
  },
  spec: { type: 'service', owner: 'platform', lifecycle: 'production' },
};

const viewer = mockApis.identity({ userEntityRef: VIEWER });

const signedOut = new FakeAgentTasksApi();
signedOut.token = undefined;

const down = new FakeAgentTasksApi();
down.readError = new TypeError('Failed to fetch');

const limited = new FakeAgentTasksApi();
limited.readError = new AgentTasksError(
  'github_rate_limited',
  'GitHub asks to wait before more is asked of it.',
  { retryAfter: 90 },
);

const loading = new FakeAgentTasksApi();
loading.listTasks = () => new Promise(() => {});

const CARDS: [string, FakeAgentTasksApi][] = [
  ['first five', new FakeAgentTasksApi({ tasks: TASKS.slice(0, 5) })],
  ['next five', new FakeAgentTasksApi({ tasks: TASKS.slice(5, 10) })],
  ['next five', new FakeAgentTasksApi({ tasks: TASKS.slice(10, 15) })],
  ['last ones', new FakeAgentTasksApi({ tasks: TASKS.slice(15) })],
  ['empty', new FakeAgentTasksApi()],
  [
    'nothing allowed (open the dialog)',
    new FakeAgentTasksApi({ repositories: [] }),
  ],
  [
    'repository not allowed (open the dialog)',
    new FakeAgentTasksApi({ repositories: [{ repository: 'acme/ledger' }] }),
  ],
  ['not signed in', signedOut],
  ['backend down', down],
  ['rate limited', limited],
  ['loading', loading],
];

function Shell(props: PropsWithChildren<{ title: string }>) {
  return (
    <Page themeId="service">
      <Header title={props.title} />
      <Content>{props.children}</Content>
    </Page>
  );
}

/** The card with every state of a task, and in every face of its own. */
export function CardGallery() {
  return (
    <Shell title="billing">
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns:
            'repeat(auto-fit, minmax(min(100%, 460px), 1fr))',
        }}
      >
        {CARDS.map(([name, api], index) => (
          <div key={index} data-card={name}>
            <TestApiProvider
              apis={[
                [agentTasksApiRef, api],
                [identityApiRef, viewer],
              ]}
            >
              <EntityProvider entity={billing}>
                <AgentTasksCard />
              </EntityProvider>
            </TestApiProvider>
          </div>
        ))}
      </Box>
    </Shell>
  );
}

/** The tab of an entity. */
export function EntityTabGallery() {
  return (
    <Shell title="billing">
      <EntityProvider entity={billing}>
        <EntityAgentTasksContent />
      </EntityProvider>
    </Shell>
  );
}

const GRANTS: Grant[] = [
  { isOffered: false, status: 'none' },
  { isOffered: true, status: 'none' },
  aGrant(),
  aGrant({ expiresAt: undefined }),
  aGrant({ status: 'expired' }),
];

/** The settings in every face. */
export function SettingsGallery() {
  return (
    <Shell title="Settings">
      <Box sx={{ display: 'grid', gap: 3 }}>
        {GRANTS.map((grant, index) => {
          const api = new FakeAgentTasksApi();
          api.grant = grant;
          return (
            <TestApiProvider key={index} apis={[[agentTasksApiRef, api]]}>
              <AgentTasksSettings />
            </TestApiProvider>
          );
        })}
      </Box>
    </Shell>
  );
}

/** Both fields of a template, wired as its form would. */
export function FieldGallery() {
  const [formData, setFormData] = useState<Record<string, string>>({});
  const fieldProps = (name: string) =>
    ({
      name,
      formData: formData[name],
      onChange: (value: string) =>
        setFormData(current => ({ ...current, [name]: value })),
      formContext: { formData },
      schema: { type: 'string' },
      uiSchema: {},
      rawErrors: [],
    } as unknown as RepositoryPickerProps & ModelPickerProps);
  return (
    <Shell title="Scaffold service">
      <SecretsContextProvider>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <AgentTasksRepositoryPicker {...fieldProps('repository')} />
          <AgentTasksModelPicker {...fieldProps('model')} />
        </Box>
      </SecretsContextProvider>
    </Shell>
  );
}
