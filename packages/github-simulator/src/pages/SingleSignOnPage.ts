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

import type { Account } from '../state';
import { h } from './html';
import { Layout } from './Layout';

/** Asks a person to let their token into an organization. */
export function SingleSignOnPage(options: {
  id: string;
  organization: Account;
  person: Account;
}) {
  const { id, organization, person } = options;
  return Layout({
    title: `Single sign-on to ${organization.name}`,
    children: h(
      'form',
      {
        method: 'post',
        action: `/orgs/${organization.login}/sso`,
        className: 'narrow',
      },
      h('input', { type: 'hidden', name: 'authorization_request', value: id }),
      h('h1', null, `Single sign-on to ${organization.name}`),
      h(
        'p',
        null,
        `${organization.name} protects its resources with SAML. On GitHub you would now meet your company’s identity provider; here one click is enough. Afterwards the refused token of ${person.login} may be used with ${organization.login}.`,
      ),
      h(
        'button',
        { type: 'submit', className: 'primary' },
        `Continue as ${person.name}`,
      ),
    ),
  });
}
