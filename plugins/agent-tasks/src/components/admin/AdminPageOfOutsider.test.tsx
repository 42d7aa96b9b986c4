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

import { screen } from '@testing-library/react';
import { openAdmin } from '../../__testUtils__/openAdmin';
import { FakeAgentTasksApi } from '../../testing';

// Backstage caches permissions over all of a page, so each answer has a file of
// its own: nobody may do anything here.
describe('the admin page of somebody without rights', () => {
  it.each(['', '/usage', '/history'])(
    'says calmly whom to ask and asks the portal nothing, at %s/',
    async path => {
      const api = new FakeAgentTasksApi();
      const getPolicy = jest.spyOn(api, 'getPolicy');
      openAdmin(api, { rights: [], path });
      expect(
        await screen.findByText('This page is not for you yet'),
      ).toBeInTheDocument();
      expect(
        screen.getByText(/ask them for the permission agent-tasks.policy.read/),
      ).toBeInTheDocument();
      expect(screen.queryByRole('navigation', { name: 'Admin' })).toBeNull();
      expect(getPolicy).not.toHaveBeenCalled();
    },
  );
});
