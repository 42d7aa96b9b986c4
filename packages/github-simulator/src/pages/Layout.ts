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
import { h } from './html';
import { styles } from './styles';

/** The frame of every page. It says first of all what this is not. */
export function Layout(options: {
  title: string;
  children: ReactNode;
  /** Reload after this many real seconds, for pages about things that move. */
  refreshSeconds?: number;
}) {
  const { title, children, refreshSeconds } = options;
  return h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', {
        name: 'viewport',
        content: 'width=device-width, initial-scale=1',
      }),
      refreshSeconds
        ? h('meta', { httpEquiv: 'refresh', content: String(refreshSeconds) })
        : null,
      h('title', null, `${title} · GitHub simulator`),
      h('link', { rel: 'icon', href: 'data:,' }),
      h('style', { dangerouslySetInnerHTML: { __html: styles } }),
    ),
    h(
      'body',
      null,
      h(
        'header',
        { className: 'banner' },
        h(
          'span',
          null,
          h('a', { href: '/' }, 'GitHub simulator'),
          ' · not github.com, nothing here is real',
        ),
        h('a', { href: '/_simulator' }, 'Control page'),
      ),
      h('main', null, children),
    ),
  );
}
