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
import type { World } from '../../World';
import type { ClockState } from '../SimulatorControl';
import { ControlError, operation } from './operation';

const nothing = z.object({});

export const clockOperations = {
  clock: operation(nothing, (_, world) => clockState(world)),
  advance: operation(
    z.object({ milliseconds: z.number().min(0) }),
    ({ milliseconds }, world) => {
      world.clock.advance(milliseconds);
      return clockState(world);
    },
  ),
  step: operation(nothing, (_, world) => {
    if (!world.clock.step()) {
      throw new ControlError('Nothing is planned, so there is no next step');
    }
    return clockState(world);
  }),
  freeze: operation(nothing, (_, world) => {
    world.clock.freeze();
    return clockState(world);
  }),
  resume: operation(nothing, (_, world) => {
    world.clock.resume();
    return clockState(world);
  }),
  setSpeed: operation(
    z.object({ speed: z.number().positive().max(100_000) }),
    ({ speed }, world) => {
      world.clock.setSpeed(speed);
      return clockState(world);
    },
  ),
};

function clockState({ clock }: World): ClockState {
  return {
    now: new Date(clock.now()).toISOString(),
    speed: clock.speed,
    frozen: clock.frozen,
    nextAt:
      clock.nextDueAt === undefined
        ? undefined
        : new Date(clock.nextDueAt).toISOString(),
  };
}
