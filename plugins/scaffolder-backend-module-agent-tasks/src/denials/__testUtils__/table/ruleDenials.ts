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

import type { Denial } from '../types';

const code = 'repository_not_allowed';
const STOREFRONT = 'acme/storefront';

/** Rules about where, who and when. The request is Ada's for acme/storefront. */
export const ruleDenials: Denial[] = [
  { name: 'there is no rule', code, policy: {} },
  {
    name: 'no rule matches',
    code,
    policy: { repositories: [{ match: 'globex/*' }, { match: 'acme/s' }] },
  },
  {
    name: 'a star does not cross the slash',
    code,
    policy: { repositories: [{ match: '*/front' }] },
  },
  {
    name: 'the repository is denied',
    code,
    policy: {
      repositories: [{ match: 'acme/*' }, { match: STOREFRONT, deny: true }],
    },
  },
  {
    name: 'a glob denies it',
    code,
    policy: {
      repositories: [{ match: STOREFRONT }, { match: 'acme/s*', deny: true }],
    },
  },
  {
    name: 'a denial in other letters',
    code,
    policy: {
      repositories: [
        { match: 'acme/*' },
        { match: 'ACME/StoreFront', deny: true },
      ],
    },
  },
  {
    name: 'the request in other letters than the denial',
    code,
    policy: {
      repositories: [{ match: 'acme/*' }, { match: STOREFRONT, deny: true }],
    },
    request: { repository: 'AcMe/STOREFRONT' },
  },
  {
    name: 'app-config denies what the admin page allows by name',
    code,
    policy: { repositories: [{ match: '*/*', deny: true }] },
    rules: [{ rule: { match: STOREFRONT } }],
  },
  {
    name: 'the admin page denies what app-config allows by name',
    code,
    policy: { repositories: [{ match: STOREFRONT }] },
    rules: [{ rule: { match: 'acme/*', deny: true } }],
  },
  {
    name: 'the admin page denies what it allows by name',
    code,
    policy: {},
    rules: [
      { rule: { match: STOREFRONT } },
      { rule: { match: 'acme/{storefront,payroll}', deny: true } },
    ],
  },
  {
    name: 'only another user may',
    code,
    policy: {
      repositories: [{ match: 'acme/*', allow: ['user:default/ben-larsen'] }],
    },
  },
  {
    name: 'only another group may',
    code,
    policy: {
      repositories: [{ match: 'acme/*', allow: ['group:default/platform'] }],
    },
  },
  {
    name: 'a group in another namespace may',
    code,
    policy: {
      repositories: [{ match: 'acme/*', allow: ['group:other/payments'] }],
    },
  },
  {
    name: 'the user is denied',
    code,
    policy: {
      repositories: [
        { match: 'acme/*' },
        {
          match: 'acme/*',
          deny: true,
          denyFor: ['user:default/ada-nwosu'],
        },
      ],
    },
  },
  {
    name: 'a group of the user is denied, by the admin page',
    code,
    rules: [
      {
        rule: {
          match: 'acme/*',
          deny: true,
          denyFor: ['group:default/payments'],
        },
      },
    ],
  },
  {
    name: 'the rule is not valid yet',
    code,
    policy: { repositories: [{ match: 'acme/*', validFrom: '2999-01-01' }] },
  },
  {
    name: 'the rule has expired',
    code,
    policy: { repositories: [{ match: 'acme/*', validUntil: '2026-01-31' }] },
  },
  {
    name: 'the rule is disabled',
    code,
    policy: {},
    rules: [{ rule: { match: 'acme/*' }, enabled: false }],
  },
  {
    name: 'a denial within its time',
    code,
    rules: [
      {
        rule: {
          match: 'acme/*',
          deny: true,
          validFrom: '2026-01-01',
          validUntil: '2999-12-31',
        },
      },
    ],
  },
];
