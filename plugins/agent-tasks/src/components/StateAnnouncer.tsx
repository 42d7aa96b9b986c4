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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Task } from 'backstage-plugin-agent-tasks-common';
import { useEffect, useRef, useState } from 'react';
import { agentTasksTranslationRef } from '../translation';
import { useStateWord } from './StateLabel';
import { VISUALLY_HIDDEN } from './visuallyHidden';

/** Tells screen readers, politely, when a task on screen changes its state. */
export function StateAnnouncer(props: { tasks: Task[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const wordOf = useStateWord();
  const known = useRef(new Map<string, string>());
  const [said, setSaid] = useState('');

  const words = props.tasks.map(task => ({ task, word: wordOf(task) }));
  const now = JSON.stringify(words.map(({ task, word }) => [task.id, word]));
  useEffect(() => {
    const changed = words.filter(({ task, word }) => {
      const before = known.current.get(task.id);
      return before !== undefined && before !== word;
    });
    known.current = new Map(words.map(({ task, word }) => [task.id, word]));
    if (changed.length > 0) {
      setSaid(
        changed
          .map(({ task, word }) =>
            t('announce', { title: task.title, state: word }),
          )
          .join('. '),
      );
    }
    // What is on screen is told apart by `now`; the words themselves are new each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [now]);

  return (
    <div aria-live="polite" style={VISUALLY_HIDDEN}>
      {said}
    </div>
  );
}
