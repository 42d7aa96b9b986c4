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

import { isAgentTasksAvailable } from './isAgentTasksAvailable';
import { agentTasksPlugin } from './plugin';

describe('the plugin for the legacy frontend system', () => {
  it('brings its API and its routes', () => {
    expect(agentTasksPlugin.getId()).toBe('agent-tasks');
    expect([...agentTasksPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.agent-tasks.client',
    ]);
    expect(Object.keys(agentTasksPlugin.routes)).toEqual([
      'root',
      'entityContent',
    ]);
  });

  it.each([
    ['acme/billing', true],
    [' acme/billing ', true],
    ['acme', false],
    ['acme/billing/extra', false],
    ['../secrets', false],
    [undefined, false],
  ])('is there for an entity with the slug %j: %s', (slug, available) => {
    const annotations: Record<string, string> = slug
      ? { 'github.com/project-slug': slug }
      : {};
    expect(
      isAgentTasksAvailable({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'billing', annotations },
      }),
    ).toBe(available);
  });
});
