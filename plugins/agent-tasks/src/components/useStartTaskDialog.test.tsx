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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor } from '@testing-library/react';
import { agentTasksApiRef } from '../api';
import { FakeAgentTasksApi } from '../testing';
import { ExtensionRoot } from './ExtensionRoot';
import { useStartTaskDialog } from './StartTaskDialog';

function Opener() {
  const { isAllowed } = useStartTaskDialog();
  return <span>{isAllowed ? 'offered' : 'not offered'}</span>;
}

// Backstage caches permissions over all of a page, so each answer has a file of
// its own: this one never sees them allowed.
describe('useStartTaskDialog', () => {
  it('is not offered to people who may not start tasks', async () => {
    const authorize = jest.fn((): AuthorizeResult.DENY => AuthorizeResult.DENY);
    renderInTestApp(
      <ExtensionRoot>
        <Opener />
      </ExtensionRoot>,
      {
        apis: [
          [agentTasksApiRef, new FakeAgentTasksApi()],
          mockApis.permission({ authorize }),
        ] as never,
      },
    );
    await waitFor(() => expect(authorize).toHaveBeenCalled());
    expect(await screen.findByText('not offered')).toBeInTheDocument();
  });
});
