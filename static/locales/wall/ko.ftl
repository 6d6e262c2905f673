# 큰 화면. 무대가 창을 처음 채울 때 이 말들을 가져옵니다.

wall-bar = 큰 화면
wall-do-back = 한 박자 뒤로 (←, Page Up)
wall-do-play = 재생하거나 멈춤 (Enter)
wall-do-on = 한 박자 앞으로 (→, Page Down, 스페이스)
wall-do-spotlight = 스포트라이트 (S)
wall-code = 지금 이 장면을 내 화면에서 열어 보세요.
wall-do-code = 이 장면의 QR 코드 (Q)
wall-do-blank = 화면 가리기 (B)
wall-do-leave = 페이지로 돌아가기 (Esc)
