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
import Box from '@mui/material/Box';
import {
  isSettledState,
  type Session,
} from 'backstage-plugin-agent-tasks-common';
import { useNow } from '../data';
import { elapsedMs, formatDuration } from '../presentation/formatTime';
import { agentTasksTranslationRef } from '../translation';
import { NARROW } from './narrow';
import { Panel } from './Panel';
import { RelativeTime } from './RelativeTime';
import { SessionState } from './SessionState';
import { useCost } from './useCost';

/** The runs of the agent within a task, oldest first. */
export function SessionsPanel(props: { sessions: Session[] }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { sessions } = props;
  return (
    <Panel title={t('task.sessions')}>
      {sessions.length === 0 ? (
        <Box sx={{ p: 2, color: 'text.secondary', fontSize: '0.875rem' }}>
          {t('task.noSession')}
        </Box>
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {sessions.map((session, index) => (
            <SessionRow key={session.id} session={session} number={index + 1} />
          ))}
        </Box>
      )}
    </Panel>
  );
}

function SessionRow(props: { session: Session; number: number }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { session, number } = props;
  const { createdAt, completedAt, updatedAt } = session;
  const now = useNow();
  const costOf = useCost();
  const end = isSettledState(session.state) ? completedAt ?? updatedAt : now;
  const cost = costOf(session.usage);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gap: 0.5,
        px: 2,
        py: 1.25,
        fontSize: '0.875rem',
        overflowWrap: 'anywhere',
        '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1.25,
          alignItems: 'flex-start',
        }}
      >
        <SessionState session={session} />
        <Box
          component="span"
          sx={{
            fontWeight: 600,
            flex: '1 1 8rem',
            [NARROW]: { flexBasis: '100%', order: 1 },
          }}
        >
          {session.name || t('task.session', { number: String(number) })}
        </Box>
        {createdAt && (
          <Box component="span" sx={{ color: 'text.secondary', ml: 'auto' }}>
            <RelativeTime
              at={createdAt}
              text={
                end === undefined
                  ? undefined
                  : formatDuration(elapsedMs(createdAt, end))
              }
            />
          </Box>
        )}
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1.5,
          color: 'text.secondary',
          fontSize: '0.8125rem',
        }}
      >
        {session.model && <span>{session.model}</span>}
        {session.headRef && <span>{session.headRef}</span>}
        {cost && <span>{cost}</span>}
      </Box>
      {session.error && (
        <span>{t('note.gitHubSays', { message: session.error })}</span>
      )}
    </Box>
  );
}
