# The wall: the page asks for these words when the stage first fills the window.

wall-bar = The wall
wall-do-back = One beat back (←, Page Up)
wall-do-play = Play or pause (Enter)
wall-do-on = One beat on (→, Page Down, Space)
wall-do-spotlight = Spotlight (S)
wall-code = Open this very moment on your own screen.
wall-do-code = QR code of this moment (Q)
wall-do-blank = Blank the wall (B)
wall-do-leave = Back to the page (Esc)
