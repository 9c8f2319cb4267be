import { gcsTotal, type Pupil, PUPIL_REACTIONS } from '#domain';
import { useState } from 'preact/hooks';
import { Key } from '../controls.tsx';
import { pt, recordWords } from '../texts.ts';

const SCALES = { eye: 4, verbal: 5, motor: 6 } as const;
type Scale = keyof typeof SCALES;
type Answers = Readonly<Partial<Record<Scale, number>>>;

const isWhole = (answers: Answers): answers is Readonly<Record<Scale, number>> =>
  (Object.keys(SCALES) as Scale[]).every((scale) => answers[scale] !== undefined);

/** Eyes, words and movement, best answer first, each with what it means. */
export function GcsEntry({ onAdd }: { onAdd: (scale: Readonly<Record<Scale, number>>) => void }) {
  const [answers, setAnswers] = useState<Answers>({});
  const total = isWhole(answers) ? gcsTotal(answers) : undefined;
  return (
    <section class="pr-stack" aria-label="GCS">
      {(Object.keys(SCALES) as Scale[]).map((scale) => (
        <div key={scale} role="group" aria-label={pt(`gcs.${scale}`)} class="pr-scale">
          <p class="dim">{pt(`gcs.${scale}`)}</p>
          <div class="pr-row">
            {Array.from({ length: SCALES[scale] }, (_none, index) => SCALES[scale] - index).map((value) => (
              <Key
                key={value}
                isPressed={answers[scale] === value}
                onPress={() => setAnswers({ ...answers, [scale]: value })}
                testId={`${scale}-${value}`}
                kind="mono"
              >
                {value}
              </Key>
            ))}
          </div>
          <p class="pr-meaning">
            {answers[scale] === undefined ? ' ' : pt(`gcs.${scale}.${answers[scale]}` as 'gcs.eye.1')}
          </p>
        </div>
      ))}
      <Key
        kind="is-primary"
        isDisabled={total === undefined}
        testId="gcs-enter"
        onPress={() => {
          if (!isWhole(answers)) return;
          onAdd(answers);
          setAnswers({});
        }}
      >
        {total === undefined ? pt('enter') : pt('gcsEnter', { total })}
      </Key>
    </section>
  );
}

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const EMPTY: Pupil = { sizeMm: null, reaction: null };

function PupilRow({
  label,
  pupil,
  onChange,
}: {
  label: string;
  pupil: Pupil;
  onChange: (pupil: Pupil) => void;
}) {
  const words = recordWords().pupils;
  return (
    <div role="group" aria-label={label} class="pr-scale">
      <p class="dim">{label}, mm</p>
      <div class="pr-sizes">
        {SIZES.map((size) => (
          <Key
            key={size}
            kind="mono"
            isPressed={pupil.sizeMm === size}
            onPress={() => onChange({ ...pupil, sizeMm: pupil.sizeMm === size ? null : size })}
          >
            {size}
          </Key>
        ))}
      </div>
      <p class="dim">{pt('reaction')}</p>
      <div class="pr-row">
        {PUPIL_REACTIONS.map((reaction) => (
          <Key
            key={reaction}
            isPressed={pupil.reaction === reaction}
            onPress={() => onChange({ ...pupil, reaction: pupil.reaction === reaction ? null : reaction })}
          >
            {words[reaction]}
          </Key>
        ))}
      </div>
    </div>
  );
}

/** Both pupils: how wide and how they react. */
export function PupilsEntry({ onAdd }: { onAdd: (pupils: { left: Pupil; right: Pupil }) => void }) {
  const [left, setLeft] = useState(EMPTY);
  const [right, setRight] = useState(EMPTY);
  const isEmpty = [left, right].every(({ sizeMm, reaction }) => sizeMm === null && reaction === null);
  return (
    <section class="pr-stack">
      <PupilRow label={pt('left')} pupil={left} onChange={setLeft} />
      <PupilRow label={pt('right')} pupil={right} onChange={setRight} />
      <Key
        kind="is-primary"
        isDisabled={isEmpty}
        onPress={() => {
          onAdd({ left, right });
          setLeft(EMPTY);
          setRight(EMPTY);
        }}
      >
        {pt('enter')}
      </Key>
    </section>
  );
}
