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

import type { ReactNode } from 'react';
import type { World } from '../../World';
import { h } from '../html';
import { Layout } from '../Layout';
import { ActionButton } from '../parts';

const TABS = [
  ['/_simulator', 'What happens'],
  ['/_simulator/bad-luck', 'Bad luck'],
  ['/_simulator/people', 'People'],
  ['/_simulator/settings', 'Settings'],
  ['/_simulator/requests', 'Requests'],
] as const;

/** Where a tab of the control page lives. */
export type ControlPath = (typeof TABS)[number][0];

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const SPEEDS = [1, 10, 60];

/** What all tabs of the control page share: their names, and the clock. */
export function ControlFrame(options: {
  path: ControlPath;
  world: World;
  children: ReactNode;
  refreshSeconds?: number;
}) {
  const { path, world, children, refreshSeconds } = options;
  const [, title] = TABS.find(([address]) => address === path)!;
  return Layout({
    title: `${title} · Control`,
    refreshSeconds,
    children: [
      h('h1', { key: 'title' }, 'Control page'),
      h(
        'p',
        { key: 'text', className: 'soft' },
        'Here you do what people, the agent and bad luck do on the real GitHub.',
      ),
      h(
        'nav',
        { key: 'tabs', className: 'tabs', 'aria-label': 'Control page' },
        ...TABS.map(([href, label]) =>
          h(
            'a',
            { key: href, href, 'aria-current': href === path ? 'page' : null },
            label,
          ),
        ),
      ),
      ClockStrip(world),
      children,
    ],
  });
}

function ClockStrip({ clock }: World) {
  const { nextDueAt, frozen, speed } = clock;
  const wait =
    nextDueAt === undefined
      ? 'nothing is planned'
      : `next event in ${Math.max(
          0,
          Math.ceil((nextDueAt - clock.now()) / SECOND_MS),
        )} s`;
  const advance = (label: string, milliseconds: number) =>
    ActionButton({ operation: 'advance', label, input: { milliseconds } });
  return h(
    'section',
    { key: 'clock', className: 'card clock', 'aria-label': 'Time' },
    h(
      'div',
      null,
      h(
        'time',
        { className: 'now', dateTime: clock.timestamp() },
        clock.timestamp().replace('T', ' ').replace('Z', ' UTC'),
      ),
      h(
        'div',
        { className: 'meta' },
        `${frozen ? '⏸ standing still' : `▶ speed ${speed}×`} · ${wait}`,
      ),
    ),
    h(
      'div',
      { className: 'buttons' },
      frozen
        ? ActionButton({
            operation: 'resume',
            label: 'Resume',
            input: {},
            isPrimary: true,
          })
        : ActionButton({ operation: 'freeze', label: 'Freeze', input: {} }),
      nextDueAt === undefined
        ? null
        : ActionButton({ operation: 'step', label: 'Next event', input: {} }),
      advance('+10 s', 10 * SECOND_MS),
      advance('+1 h', HOUR_MS),
      ...SPEEDS.filter(candidate => candidate !== speed).map(candidate =>
        ActionButton({
          operation: 'setSpeed',
          label: `${candidate}×`,
          input: { speed: candidate },
        }),
      ),
    ),
  );
}
