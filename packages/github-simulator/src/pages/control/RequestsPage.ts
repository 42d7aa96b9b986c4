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

import type { LoggedRequest } from '../../http/RequestLog';
import type { World } from '../../World';
import { h } from '../html';
import { ActionButton } from '../parts';
import { ControlFrame } from './ControlFrame';

const SHOWN = 60;
/** Pages and pictures are left out. */
const OF_CLIENTS = '^/(api|login/oauth/access_token)|\\.git/';

/** What clients asked for lately, newest first. Never a token. */
export function RequestsPage({ world }: { world: World }) {
  const all = world.requestLog.list({ path: OF_CLIENTS });
  return ControlFrame({
    path: '/_simulator/requests',
    world,
    children: [
      h('h2', { key: 'r' }, `Requests (${all.length})`),
      all.length === 0
        ? h('p', { key: 'none', className: 'soft' }, 'No request yet.')
        : h(
            'div',
            { key: 'table', className: 'card scroll' },
            h(
              'table',
              null,
              h(
                'thead',
                null,
                h(
                  'tr',
                  null,
                  ...['Time', 'Request', 'Person', 'Answer'].map(title =>
                    h('th', { key: title, scope: 'col' }, title),
                  ),
                ),
              ),
              h('tbody', null, ...all.slice(-SHOWN).reverse().map(Row)),
            ),
          ),
      ActionButton({ operation: 'clearRequests', label: 'Clear', input: {} }),
    ],
  });
}

function Row(request: LoggedRequest) {
  const { id, at, method, path, login, status, fault, conditional } = request;
  const notes = [
    conditional ? 'conditional' : undefined,
    fault && `fault ${fault}`,
  ].filter(Boolean);
  return h(
    'tr',
    { key: id },
    h('td', { className: 'mono' }, at.slice(11, 19)),
    h(
      'td',
      { className: 'mono' },
      `${method} ${path.replace('/api/v3', '')}`,
      h('div', { className: 'meta' }, request.operation ?? ''),
    ),
    h('td', null, login ?? 'anonymous'),
    h(
      'td',
      { className: (status ?? 500) >= 400 ? 'bad' : '' },
      status ?? 'none',
      h('div', { className: 'meta' }, notes.join(', ')),
    ),
  );
}
