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
import { validationFailed } from '../validation';

const positionSchema = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** Where a page of tasks ends. */
export interface Position {
  createdAt: string;
  id: string;
}

/** Opaque to callers, so that its content can change. */
export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** Throws `validation_failed` for anything that {@link encodeCursor} did not make. */
export function decodeCursor(cursor: string): Position {
  const position = positionSchema.safeParse(parseJson(cursor));
  if (!position.success) {
    throw validationFailed([
      {
        path: 'cursor',
        message:
          'Give nextCursor of the answer before as it is, or none for the first page.',
      },
    ]);
  }
  const [createdAt, id] = position.data;
  return { createdAt, id };
}

function parseJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
