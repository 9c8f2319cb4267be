import { isSigned, type Signature, SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from '#domain';
import { useRef, useState } from 'preact/hooks';
import { Key, TextField } from '../controls.tsx';
import { addPoint, pointOnSheet, type Stroke } from '../signature.ts';
import { pt } from '../texts.ts';

interface PadProps {
  readonly signature: Signature | null;
  readonly isDisabled: boolean;
  readonly onChange: (signature: Signature | null) => void;
}

/** A sheet to sign on by finger or pen; whoever cannot draw types the name instead. */
export function SignaturePad({ signature, isDisabled, onChange }: PadProps) {
  const [drawing, setDrawing] = useState<readonly Stroke[] | undefined>(undefined);
  const sheet = useRef<SVGSVGElement>(null);
  const held = signature?.kind === 'drawn' ? signature.strokes : [];
  const strokes = drawing ?? held;
  const pointOf = (event: PointerEvent) => pointOnSheet(event, sheet.current!.getBoundingClientRect());
  const begin = (event: PointerEvent) => {
    if (isDisabled) return;
    sheet.current?.setPointerCapture(event.pointerId);
    setDrawing(addPoint([...held, []], pointOf(event)));
  };
  const end = () => {
    if (!drawing) return;
    setDrawing(undefined);
    const drawn = drawing.filter((stroke) => stroke.length > 1);
    if (drawn.length > 0) onChange({ kind: 'drawn', strokes: drawn });
  };
  return (
    <section class="pr-stack" aria-label={pt('signature')}>
      <p class="pr-label-text">{pt('signature')}</p>
      <svg
        ref={sheet}
        class="pr-sheet"
        viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
        role="img"
        aria-label={isSigned(signature) ? pt('isSigned') : pt('notSigned')}
        data-testid="signature"
        onPointerDown={begin}
        onPointerMove={(event) => drawing && setDrawing(addPoint(drawing, pointOf(event)))}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line x1="60" y1="320" x2="940" y2="320" class="pr-sheet-line" />
        {strokes.map((stroke, index) => (
          <polyline key={index} points={stroke.map(([x, y]) => `${x},${y}`).join(' ')} />
        ))}
      </svg>
      <div class="pr-row">
        <Key isDisabled={isDisabled || signature === null} onPress={() => onChange(null)}>
          {pt('signAgain')}
        </Key>
      </div>
      <TextField
        label={pt('signByTyping')}
        value={signature?.kind === 'typed' ? signature.name : ''}
        isDisabled={isDisabled || signature?.kind === 'drawn'}
        onChange={(name) => onChange(name.trim() === '' ? null : { kind: 'typed', name })}
      />
    </section>
  );
}
