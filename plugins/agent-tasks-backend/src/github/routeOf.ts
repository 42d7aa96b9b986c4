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

/** GitHub's own names of the places that are asked, in the order in which they are tried. */
const ROUTES: [pattern: RegExp, route: string][] = [
  [/^\/agents\/tasks$/, '/agents/tasks'],
  [/^\/agents\/tasks\/[^/]+$/, '/agents/tasks/{task_id}'],
  [
    /^\/agents\/repos\/[^/]+\/[^/]+\/tasks$/,
    '/agents/repos/{owner}/{repo}/tasks',
  ],
  [
    /^\/agents\/repos\/[^/]+\/[^/]+\/tasks\/[^/]+$/,
    '/agents/repos/{owner}/{repo}/tasks/{task_id}',
  ],
  [/^\/user$/, '/user'],
  [/^\/user\/repos$/, '/user/repos'],
  [/^\/repos\/[^/]+\/[^/]+$/, '/repos/{owner}/{repo}'],
  [/^\/repos\/[^/]+\/[^/]+\/pulls$/, '/repos/{owner}/{repo}/pulls'],
];

/**
 * The template of a URL, as metrics and spans name it: few, and never with a
 * name, an id or a query in it. What is not known is `other`. Pure.
 */
export function routeOf(
  url: string,
  base: { apiBaseUrl: string; graphqlUrl: string },
): string {
  if (url === base.graphqlUrl) return '/graphql';
  if (!url.startsWith(base.apiBaseUrl)) return 'other';
  const [path] = url.slice(base.apiBaseUrl.length).split('?');
  return ROUTES.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}
