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

import type { ZodType } from 'zod';
import type { World } from '../../World';

/** One thing that the control can do: what it needs, and how it is done. */
export type Operation<Input = any, Output = unknown> = {
  input: ZodType<Input>;
  run(input: Input, world: World): Output;
};

/** Ties the input's type to its schema. */
export function operation<Input, Output>(
  input: ZodType<Input>,
  run: (input: Input, world: World) => Output,
): Operation<Input, Output> {
  return { input, run };
}

/** A mistake of whoever uses the control, to be told in one sentence. */
export class ControlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlError';
  }
}
