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

import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';

/**
 * The prompt of a step: the text itself, or the content of a file that an
 * earlier step wrote to the workspace. A file keeps the brief out of the
 * template and out of the scaffolder's own log of inputs.
 *
 * @throws InputError if none or both are given, or if the file is not in the workspace.
 */
export async function readPrompt(
  input: { prompt?: string; promptFile?: string },
  options: { workspacePath: string },
): Promise<string> {
  if (input.prompt !== undefined && input.promptFile !== undefined) {
    throw new InputError(
      'The step has both prompt and promptFile. Remove one of them from the template.',
    );
  }
  if (input.prompt !== undefined) return input.prompt;
  if (input.promptFile === undefined) {
    throw new InputError(
      'The step has no prompt. Give prompt, or promptFile with the path of a file in the workspace.',
    );
  }
  try {
    const path = resolveSafeChildPath(options.workspacePath, input.promptFile);
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `The file ${input.promptFile} (promptFile) cannot be read from the workspace. Check that an earlier step, such as fetch:template, writes it.`,
      error,
    );
  }
}
