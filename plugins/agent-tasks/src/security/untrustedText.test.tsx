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

import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { agentTasksApiRef } from '../api';
import { AgentTasksRoutes } from '../components/AgentTasksRoutes';
import { rootRouteRef } from '../routes';
import { aPullRequest, aTask, FakeAgentTasksApi, VIEWER } from '../testing';

/** What a page would act on, if it were read as anything but text. */
const HTML = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
const MARKDOWN =
  '[click](javascript:alert(3)) ![x](http://track.example/x.png)';
/** What makes `gpj.exe` look like `exe.jpg` is shown, and is no element. */
const EVIL = `${HTML} ${MARKDOWN} \u202egpj.exe`;

// eslint-disable-next-line no-script-url
const SCRIPT = 'javascript:alert(document.cookie)';
const BAD_URLS = [
  SCRIPT,
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:http://localhost/x',
  'file:///etc/passwd',
  '//evil.example/x',
  '/relative',
  '',
];

function evilTask(url: string): Task {
  return aTask({
    id: 'evil',
    state: 'waiting_for_user',
    title: EVIL,
    prompt: `${EVIL}\n${EVIL}`,
    repository: 'acme/services',
    branch: EVIL,
    baseRef: EVIL,
    headRef: EVIL,
    model: EVIL,
    customAgent: EVIL,
    githubLogin: EVIL,
    github: { taskId: EVIL, htmlUrl: url },
    pullRequest: aPullRequest({ title: EVIL, url }),
    error: { code: 'timeout', message: EVIL },
  });
}

function openPage(path: string, url = 'https://github.com/acme/services') {
  renderInTestApp(<AgentTasksRoutes />, {
    apis: [
      [agentTasksApiRef, new FakeAgentTasksApi({ tasks: [evilTask(url)] })],
      mockApis.identity({ userEntityRef: VIEWER }),
    ] as never,
    mountPath: '/agent-tasks/*',
    initialRouteEntries: [path],
    mountedRoutes: { '/agent-tasks': rootRouteRef },
  });
}

const PAGES = ['/agent-tasks', '/agent-tasks/tasks/evil'];

/** Everything that a browser would follow, load or run. */
const reachable = () =>
  [...document.body.querySelectorAll('[href], [src], [action], [srcdoc]')].map(
    element =>
      ['href', 'src', 'action', 'srcdoc']
        .map(name => element.getAttribute(name))
        .filter(value => value !== null)
        .join(),
  );

describe('what GitHub and others write', () => {
  it.each(PAGES)('is text, never HTML or Markdown, at %s', async path => {
    openPage(path);
    expect(
      (await screen.findAllByText(EVIL.slice(0, 40), { exact: false })).length,
    ).toBeGreaterThan(0);
    const show = screen.queryByRole('button', { name: /^Show all/ });
    if (show) await userEvent.setup().click(show);
    expect(
      document.body.querySelector('img, script, iframe, object'),
    ).toBeNull();
    expect(document.body.querySelector('[onerror], [onclick]')).toBeNull();
    expect(reachable().join()).not.toMatch(/javascript:|track\.example/i);
  });

  it.each([
    ...BAD_URLS.map(url => [PAGES[1], url]),
    [PAGES[0], SCRIPT],
    [PAGES[0], '//evil.example/x'],
  ])('at %s is followed by no link to %p', async (path, url) => {
    openPage(path, url);
    await screen.findAllByText(EVIL.slice(0, 40), { exact: false });
    // All that is left leads within the portal.
    for (const target of reachable()) {
      expect(target).toMatch(/^\/(?!\/)/);
      expect(target).not.toBe(url);
    }
  });

  it('leads out with a web address, without a way back to this page', async () => {
    openPage('/agent-tasks/tasks/evil');
    await screen.findAllByText(EVIL.slice(0, 40), { exact: false });
    const out = within(document.body)
      .getAllByRole('link')
      .filter(link => link.getAttribute('href')?.startsWith('https:'));
    expect(out.length).toBeGreaterThan(1);
    for (const link of out) {
      expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    }
  });
});
