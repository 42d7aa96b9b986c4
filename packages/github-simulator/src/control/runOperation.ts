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
import type { World } from '../World';
import { ControlError, OperationName, operations } from './operations';
import type { Operation } from './operations/operation';

/** Validates the input of an operation and carries it out. */
export function runOperation(
  name: string,
  input: unknown,
  world: World,
): unknown {
  if (!Object.hasOwn(operations, name)) {
    throw new ControlError(
      `There is no operation ${name}; known are ${Object.keys(operations).join(
        ', ',
      )}`,
    );
  }
  const operation: Operation = operations[name as OperationName];
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) {
    throw new ControlError(`${name}: ${z.prettifyError(parsed.error)}`);
  }
  world.clock.catchUp();
  return operation.run(parsed.data, world);
}
