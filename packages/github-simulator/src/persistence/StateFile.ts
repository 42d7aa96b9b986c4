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

/**
 * Keeps the state in a file, so that the simulator goes on after a restart where
 * it stopped.
 *
 * Promises: the file is written at most every half second while something
 * changes, and once more when the simulator stops. It is replaced as a whole, so
 * a crash in the middle of writing leaves the previous one; a crash loses what
 * happened within the last half second. A file that cannot be read is an error
 * at the start and is never overwritten. It holds the simulator's tokens, so
 * only its owner can read it.
 */
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { World } from '../World';
import {
  STATE_FORMAT,
  STATE_VERSION,
  SavedState,
  saveState,
  savedStateSchema,
} from './savedState';

/** Real milliseconds in which further changes join a save. */
const SAVE_AFTER_MS = 500;

/** See the top of the file. */
export class StateFile {
  readonly #path: string;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string) {
    this.#path = path;
  }

  static create(path: string): StateFile {
    return new StateFile(path);
  }

  /**
   * What the file holds; undefined: it does not exist yet.
   *
   * @throws Error with one clear sentence when it holds anything else
   */
  read(): SavedState | undefined {
    let text;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      throw new Error(
        `The state file ${this.#path} cannot be read: ${message}`,
      );
    }
    return parseState(text, this.#path);
  }

  /** Something has changed: save soon. */
  changed(world: World): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.save(world).catch(error => {
        process.stderr.write(
          `The state could not be saved: ${error.message}\n`,
        );
      });
    }, SAVE_AFTER_MS);
    // Stopping saves anyway.
    this.#timer.unref();
  }

  /** Saves now. Resolves when the file is in place. */
  save(world: World): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const write = async () => {
      const unfinished = `${this.#path}.tmp`;
      await writeFile(unfinished, JSON.stringify(saveState(world)), {
        mode: 0o600,
      });
      await rename(unfinished, this.#path);
    };
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }
}

function parseState(text: string, path: string): SavedState {
  const fix = 'Move it away, or name another file with --state.';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(
      `The state file ${path} is not JSON; it may be cut off. ${fix}`,
    );
  }
  const { format, version } = (json ?? {}) as Record<string, unknown>;
  if (format === STATE_FORMAT && version !== STATE_VERSION) {
    throw new Error(
      `The state file ${path} has version ${version}; this simulator reads version ${STATE_VERSION}. ${fix}`,
    );
  }
  const parsed = savedStateSchema.safeParse(json);
  if (!parsed.success) {
    const [first] = z.prettifyError(parsed.error).split('\n');
    throw new Error(
      `The state file ${path} was not written by this simulator or is damaged (${first.replace(
        /^✖ /,
        '',
      )}). ${fix}`,
    );
  }
  return parsed.data as unknown as SavedState;
}
