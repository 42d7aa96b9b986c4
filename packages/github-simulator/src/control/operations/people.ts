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

import { z } from 'zod';
import { userNodeId } from '../../ids';
import { ControlError, operation } from './operation';
import { requireRepository } from './lookup';

/** Further people get ids above those of the company's own. */
const FIRST_ID = 90_220_001;

/** People who join the company. */
export const peopleOperations = {
  addPerson: operation(
    z.object({
      login: z.string().regex(/^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i),
      writes: z.array(z.string()).default([]),
    }),
    ({ login, writes }, world) => {
      const { state, clock } = world;
      if (state.accountByLogin(login)) {
        throw new ControlError(`There is an account ${login} already`);
      }
      const repositories = writes.map(slug => requireRepository(world, slug));
      const id = Math.max(FIRST_ID - 1, ...state.accounts.keys()) + 1;
      state.accounts.set(id, {
        id,
        login,
        name: login,
        type: 'User',
        bio: 'Developer.',
        hasCopilotPlan: true,
        createdAt: clock.now(),
      });
      repositories.forEach(({ roles }) => roles.set(login, 'write'));
      return { id, nodeId: userNodeId(id) };
    },
  ),
};
