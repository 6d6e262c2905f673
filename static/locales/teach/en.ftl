# What the panel of a network that learns says of W_h: the page asks for these words when the panel opens.

teach-cells = Every number of Wₕ
teach-cells-still = These numbers are what training moves.
teach-cells-moved = On average a number has moved by { $moved }. The small square inside is where it began.
teach-cells-moved-fine = On average a number has moved by { $moved } since training began.
teach-plane = The eigenvalues of Wₕ on the plane
teach-plane-say = { $outside } of { $n } outside the unit circle. The faint dots are earlier steps; the dashed circle is ρ.
