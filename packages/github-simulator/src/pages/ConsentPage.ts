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

import type { AuthorizationRequest } from '../oauth/authorizationRequest';
import type { Account } from '../state';
import type { World } from '../World';
import { h } from './html';
import { Layout } from './Layout';

const SCOPE_MEANINGS: Record<string, string> = {
  repo: 'read and write your repositories, and start agent tasks',
  'read:user': 'read your profile',
  'user:email': 'read your email addresses',
  'read:org': 'read your organizations and teams',
  gist: 'create gists',
  workflow: 'change workflows',
};

/** Where a person chooses who to be, and agrees or refuses. */
export function ConsentPage(options: {
  request: AuthorizationRequest;
  world: World;
}) {
  const { request, world } = options;
  const { client, scopes, login } = request;
  const people = world.state
    .people()
    .sort((a, b) => Number(b.login === login) - Number(a.login === login));
  return Layout({
    title: `Sign in to ${client.name}`,
    children: h(
      'form',
      { method: 'post', action: '/login/oauth/authorize', className: 'narrow' },
      ...hiddenFields(request),
      h('h1', null, `Who signs in to ${client.name}?`),
      h(
        'p',
        null,
        'On GitHub you would confirm with your own account. Here you choose one; there is no password.',
      ),
      ...people.map(person => PersonButton(person, world)),
      h('h2', null, `${client.name} will be able to`),
      h(
        'ul',
        null,
        ...(scopes.length > 0 ? scopes : ['(no scope)']).map(scope =>
          h(
            'li',
            { key: scope },
            SCOPE_MEANINGS[scope] ?? 'do what this scope allows',
            ' ',
            h('code', { className: 'soft' }, scope),
          ),
        ),
      ),
      h(
        'p',
        { className: 'meta' },
        `Afterwards you return to ${new URL(request.redirectUri).host}.`,
      ),
      h('button', { type: 'submit', name: 'sign_in_as', value: '' }, 'Deny'),
    ),
  });
}

function PersonButton(person: Account, { state }: World) {
  const hidden = [...state.repositories.values()]
    .filter(repository => !state.roleOf(person, repository))
    .map(repository => repository.name);
  return h(
    'button',
    {
      key: person.login,
      type: 'submit',
      name: 'sign_in_as',
      value: person.login,
      className: 'person',
    },
    h('img', {
      src: `/avatars/${person.login}`,
      width: 44,
      height: 44,
      alt: '',
    }),
    h(
      'span',
      null,
      h('strong', null, person.name),
      h('span', { className: 'meta' }, `${person.login} · team ${person.team}`),
      h('br'),
      person.bio,
      hidden.length > 0
        ? h('span', { className: 'meta' }, ` Cannot see: ${hidden.join(', ')}.`)
        : null,
    ),
  );
}

function hiddenFields(request: AuthorizationRequest) {
  const values: Record<string, string | undefined> = {
    client_id: request.client.id,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(' '),
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: request.codeChallengeMethod,
  };
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) =>
      h('input', { key: name, type: 'hidden', name, value }),
    );
}
