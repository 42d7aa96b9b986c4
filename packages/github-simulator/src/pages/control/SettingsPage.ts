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

import { defaultSwitches } from '../../state';
import type { Repository } from '../../state';
import type { World } from '../../World';
import { h } from '../html';
import { ActionButton, List, SelectForm, pathOf } from '../parts';
import { ControlFrame } from './ControlFrame';

const SHOWN_REPOSITORIES = 20;

/** How tasks go from now on, where the agent is on, and the switches. */
export function SettingsPage({ world }: { world: World }) {
  const { scenarios, state } = world;
  return ControlFrame({
    path: '/_simulator/settings',
    world,
    children: [
      h('h2', { key: 's' }, 'How new tasks go'),
      h(
        'section',
        { key: 'scenario', className: 'card' },
        h(
          'p',
          null,
          'A prompt decides with ',
          h('code', null, '[simulate: NAME]'),
          ', then its repository, then this choice.',
        ),
        SelectForm({
          operation: 'setScenario',
          label: 'Everywhere',
          options: scenarios.list().map(({ name, description }) => ({
            text: `${name} · ${description}`,
            input: { scenario: name },
            isChosen: name === scenarios.fallback,
          })),
        }),
      ),
      h('h2', { key: 'r' }, 'Repositories'),
      h(List, {
        key: 'repositories',
        empty: 'No repository.',
        items: [...state.repositories.values()]
          .slice(0, SHOWN_REPOSITORIES)
          .map(repository => RepositoryRow(repository, world)),
      }),
      h('h2', { key: 'w' }, 'Switches'),
      h(
        'p',
        { key: 'switch-text', className: 'soft' },
        'Where GitHub’s behaviour is disputed. Set them with ',
        h('code', null, 'setSwitches'),
        '; the README explains each one.',
      ),
      Switches(world),
    ],
  });
}

function RepositoryRow(repository: Repository, { scenarios }: World) {
  const slug = `${repository.ownerLogin}/${repository.name}`;
  const { agentEnabled, defaultScenario } = repository;
  return h(
    'li',
    { key: slug },
    h(
      'div',
      { className: 'row' },
      h(
        'div',
        null,
        h('a', { href: pathOf(repository) }, slug),
        h(
          'div',
          { className: 'meta' },
          agentEnabled ? 'agent enabled' : 'agent disabled',
        ),
      ),
      SelectForm({
        operation: 'setScenario',
        label: `Scenario of ${slug}`,
        isLabelHidden: true,
        options: scenarios.list().map(({ name }) => ({
          text: name,
          input: { repository: slug, scenario: name },
          isChosen: name === (defaultScenario ?? scenarios.fallback),
        })),
      }),
      ActionButton({
        operation: 'setAgentEnabled',
        label: agentEnabled ? 'Disable agent' : 'Enable agent',
        input: { repository: slug, enabled: !agentEnabled },
      }),
    ),
  );
}

function Switches({ state }: World) {
  return h(
    'dl',
    { key: 'switches', className: 'card' },
    ...Object.entries(state.switches).map(([name, value]) => [
      h('dt', { key: `${name}-t` }, h('code', null, name)),
      h(
        'dd',
        { key: `${name}-d` },
        String(value),
        value === defaultSwitches[name as keyof typeof defaultSwitches]
          ? null
          : h('span', { className: 'warn' }, ' (changed)'),
      ),
    ]),
  );
}
