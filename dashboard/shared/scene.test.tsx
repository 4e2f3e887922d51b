// The drawing over a picture: in the picture's own coordinates, and only if there is a picture.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { BlurredContext } from './blurred.tsx';
import { Scene } from './scene.tsx';

const region = { box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 }, kind: 'debris-pile' } as const;
const fence = {
  id: 'f1',
  kind: 'street-vending',
  polygon: [
    [0, 0],
    [1, 0],
    [0.5, 1],
  ] as [number, number][],
  open: true,
} as const;

describe('a scene', () => {
  test('without a picture says so and draws nothing', () => {
    const markup = renderToStaticMarkup(
      <Scene source={null} alt="" emptyText="No picture yet" fences={[fence]} region={region} />,
    );
    expect(markup).toContain('No picture yet');
    expect(markup).not.toContain('<polygon');
    expect(markup).not.toContain('<img');
  });

  test('without fences and region is only the picture', () => {
    const markup = renderToStaticMarkup(<Scene source="/p.jpg" alt="Street" emptyText="" />);
    expect(markup).toContain('src="/p.jpg"');
    expect(markup).toContain('alt="Street"');
    expect(markup).not.toContain('<rect');
  });

  test('marks a picture as a blurred copy for users without originals', () => {
    const markupFor = (isBlurred: boolean, source: string | null) =>
      renderToStaticMarkup(
        <BlurredContext value={isBlurred}>
          <Scene source={source} alt="" emptyText="" />
        </BlurredContext>,
      );
    expect(markupFor(true, '/p.jpg')).toContain('class="blur-mark"');
    expect(markupFor(false, '/p.jpg')).not.toContain('blur-mark');
    expect(markupFor(true, null)).not.toContain('blur-mark');
  });

  test('draws in shares of the picture, in the colour of the kind', () => {
    const markup = renderToStaticMarkup(
      <Scene source="/p.jpg" alt="" emptyText="" fences={[fence]} region={region} />,
    );
    expect(markup).toContain('viewBox="0 0 1 1"');
    expect(markup).toContain('points="0,0 1,0 0.5,1"');
    expect(markup).toContain('x="0.1" y="0.2" width="0.3" height="0.4"');
    expect(markup).toContain('class="fence fence-open" data-kind="street-vending"');
    expect(markup).toContain('class="region" data-kind="debris-pile"');
  });

  test('with a crop enlarges picture and drawing alike', () => {
    const markup = renderToStaticMarkup(
      <Scene source="/p.jpg" alt="" emptyText="" crop={{ x: 0.5, y: 0.25, size: 0.5 }} />,
    );
    expect(markup).toContain('width:200%;height:200%;left:-100%;top:-50%');
  });
});
