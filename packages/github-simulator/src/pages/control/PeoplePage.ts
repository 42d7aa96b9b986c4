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

import type { Account } from '../../state';
import type { World } from '../../World';
import { h } from '../html';
import { ActionButton, List } from '../parts';
import { ControlFrame } from './ControlFrame';

const FULL_LIMIT = 5_000;

/** What each person has, and what can be taken away. */
export function PeoplePage({ world }: { world: World }) {
  const { state } = world;
  const organizations = [...state.accounts.values()].filter(
    ({ type }) => type === 'Organization',
  );
  return ControlFrame({
    path: '/_simulator/people',
    world,
    children: [
      h('h2', { key: 'p' }, 'People'),
      h(List, {
        key: 'people',
        empty: 'Nobody.',
        items: state.people().map(person => PersonRow(person, world)),
      }),
      h('h2', { key: 'o' }, 'Organization'),
      h(List, {
        key: 'organizations',
        empty: 'None.',
        items: organizations.map(OrganizationRow),
      }),
      h(
        'p',
        { key: 'locked' },
        ActionButton({
          operation: 'clearLockOuts',
          label: 'Let everybody in who is locked out for bad tokens',
          input: {},
        }),
      ),
    ],
  });
}

function PersonRow(person: Account, world: World) {
  const { login, id, hasCopilotPlan } = person;
  const tokens = world.tokens.list().filter(token => token.userId === id);
  const { remaining } = world.rateLimits.snapshot(id, 'core');
  const isLockedOut = world.lockOuts.isLockedOut(id);
  return h(
    'li',
    { key: login },
    h(
      'div',
      { className: 'row' },
      h(
        'div',
        { className: 'who' },
        h('img', {
          className: 'avatar',
          src: `/avatars/${login}`,
          width: 40,
          height: 40,
          alt: '',
        }),
        h(
          'div',
          null,
          h('a', { href: `/${login}` }, person.name),
          h(
            'div',
            { className: 'meta' },
            `${tokens.length} ${
              tokens.length === 1 ? 'token' : 'tokens'
            } · ${remaining} requests left this hour`,
          ),
        ),
      ),
      h(
        'span',
        { className: `badge ${hasCopilotPlan ? 'good' : 'quiet'}` },
        hasCopilotPlan ? '✓ Copilot plan' : '○ No plan',
      ),
      isLockedOut
        ? h('span', { className: 'badge bad' }, '✕ Locked out')
        : null,
    ),
    h(
      'div',
      { className: 'actions buttons' },
      ActionButton({
        operation: 'revokeToken',
        label: 'Revoke tokens',
        input: { login },
      }),
      ActionButton({
        operation: 'expireToken',
        label: 'Expire app tokens',
        input: { login },
      }),
      remaining > 0
        ? ActionButton({
            operation: 'setRateLimit',
            label: 'Use up the rate limit',
            input: { login, remaining: 0 },
          })
        : ActionButton({
            operation: 'setRateLimit',
            label: 'Refill the rate limit',
            input: { login, remaining: FULL_LIMIT },
          }),
      ActionButton({
        operation: 'setCopilotPlan',
        label: hasCopilotPlan ? 'Take the plan away' : 'Give a plan',
        input: { login, hasPlan: !hasCopilotPlan },
      }),
      ActionButton({
        operation: 'authorizeSaml',
        label: 'Sign on to SAML',
        input: { login },
      }),
    ),
  );
}

function OrganizationRow({ login, name, requiresSaml }: Account) {
  return h(
    'li',
    { key: login },
    h(
      'div',
      { className: 'row' },
      h(
        'div',
        null,
        h('a', { href: `/${login}` }, name),
        h(
          'div',
          { className: 'meta' },
          requiresSaml
            ? 'Requires SAML single sign-on: tokens need to be let in.'
            : 'Does not require single sign-on.',
        ),
      ),
      ActionButton({
        operation: 'setSaml',
        label: requiresSaml ? 'Drop SAML' : 'Require SAML',
        input: { organization: login, required: !requiresSaml },
      }),
    ),
  );
}
