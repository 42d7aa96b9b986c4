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

import type { FaultRule } from '../../http/FaultList';
import type { World } from '../../World';
import { h } from '../html';
import { ActionButton, List } from '../parts';
import { ControlFrame } from './ControlFrame';

type Misfortune = { label: string; rule: FaultRule };

const STARTS = { method: 'POST', path: '/agents/repos/[^/]+/[^/]+/tasks' };
const READS = { method: 'GET', path: '/agents/' };
const ANYTHING = { path: '/api/' };

/** What a person can let go wrong with one click, by what it hits. */
const GROUPS: [title: string, text: string, misfortunes: Misfortune[]][] = [
  [
    'The next start of a task',
    'After the first three, nobody can know whether the task exists.',
    [
      arm('Created, then 502', STARTS, { kind: 'created-then-502' }),
      arm('Created, then reset', STARTS, { kind: 'created-then-reset' }),
      arm('Half an answer', STARTS, { kind: 'truncated' }),
      arm('502, not created', STARTS, { kind: 'bad-gateway' }),
      arm('11 s too slow', STARTS, { kind: 'delay', milliseconds: 11_000 }),
    ],
  ],
  [
    'The next reading of tasks',
    'What polling meets on a bad day.',
    [
      arm('HTML instead of JSON', READS, { kind: 'html' }),
      arm('500 three times', READS, { kind: 'server-error' }, 3),
      arm('Connection reset', READS, { kind: 'reset-before' }),
      arm('A page repeats', READS, { kind: 'duplicate-page' }),
      arm('Clock an hour ahead', READS, {
        kind: 'clock-skew',
        milliseconds: 3_600_000,
      }),
    ],
  ],
  [
    'The next requests of any kind',
    'Limits and tokens.',
    [
      arm('Secondary limit, 30 s', ANYTHING, {
        kind: 'secondary-rate-limit',
        retryAfter: 30,
      }),
      arm('Secondary limit, no retry-after', ANYTHING, {
        kind: 'secondary-rate-limit',
      }),
      arm('Primary limit', ANYTHING, { kind: 'primary-rate-limit' }),
      arm('Token revoked', ANYTHING, { kind: 'revoke-token' }),
      arm('Token expired', ANYTHING, { kind: 'expire-token' }),
      arm('Repository moved', { path: '/repos/' }, { kind: 'moved' }),
    ],
  ],
];

/** What is armed, and what else could go wrong. */
export function BadLuckPage({ world }: { world: World }) {
  return ControlFrame({
    path: '/_simulator/bad-luck',
    world,
    children: [
      h('h2', { key: 'a' }, 'Armed'),
      h(List, {
        key: 'armed',
        empty: 'Nothing is armed. Everything works.',
        items: world.faults.list().map(armed => ArmedRow(armed)),
      }),
      ...GROUPS.map(([title, text, misfortunes]) =>
        h(
          'section',
          { key: title, className: 'card' },
          h('h2', null, title),
          h('p', { className: 'soft' }, text),
          h(
            'div',
            { className: 'buttons' },
            ...misfortunes.map(({ label, rule }) =>
              ActionButton({ operation: 'addFault', label, input: rule }),
            ),
          ),
        ),
      ),
    ],
  });
}

function ArmedRow(armed: ReturnType<World['faults']['list']>[number]) {
  const { id, fault, remaining, method = 'any method', path, login } = armed;
  return h(
    'li',
    { key: id },
    h(
      'div',
      { className: 'row' },
      h(
        'div',
        null,
        h('strong', null, fault.kind),
        h(
          'div',
          { className: 'meta' },
          `${method} `,
          h('code', null, path),
          login ? ` of ${login}` : '',
          ` · ${remaining} ${remaining === 1 ? 'strike' : 'strikes'} left`,
        ),
      ),
      ActionButton({
        operation: 'removeFault',
        label: 'Disarm',
        input: { id },
      }),
    ),
  );
}

function arm(
  label: string,
  target: { method?: string; path: string },
  fault: FaultRule['fault'],
  times = 1,
): Misfortune {
  return { label, rule: { ...target, fault, times } };
}
