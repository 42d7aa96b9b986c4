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

import { routeOf } from './routeOf';

describe('routeOf', () => {
  const base = {
    apiBaseUrl: 'https://github.example.com/api/v3',
    graphqlUrl: 'https://github.example.com/api/graphql',
  };

  it.each([
    ['/agents/tasks', '/agents/tasks'],
    ['/agents/tasks?since=2026&per_page=100', '/agents/tasks'],
    ['/agents/tasks/5f1c', '/agents/tasks/{task_id}'],
    ['/agents/repos/acme/x/tasks', '/agents/repos/{owner}/{repo}/tasks'],
    [
      '/agents/repos/acme/x/tasks/5f1c',
      '/agents/repos/{owner}/{repo}/tasks/{task_id}',
    ],
    ['/user', '/user'],
    ['/user/repos?per_page=100', '/user/repos'],
    ['/repos/acme/graphql', '/repos/{owner}/{repo}'],
    ['/repos/acme/x/pulls?head=acme:y', '/repos/{owner}/{repo}/pulls'],
    ['/repos/acme/x/secrets', 'other'],
    ['/agents/repos/acme/x/tasks/', 'other'],
    ['', 'other'],
  ])('%s is %s', (path, route) => {
    expect(routeOf(`${base.apiBaseUrl}${path}`, base)).toBe(route);
  });

  it('knows GraphQL by its own URL, and no other host', () => {
    expect(routeOf(base.graphqlUrl, base)).toBe('/graphql');
    expect(routeOf('https://elsewhere/user', base)).toBe('other');
  });
});
