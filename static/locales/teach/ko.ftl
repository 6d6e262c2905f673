# 배우는 네트워크의 패널이 Wₕ에 대해 하는 말: 패널이 열릴 때 가져옵니다.

teach-cells = Wₕ의 숫자 하나하나
teach-cells-still = 학습은 이 숫자들을 움직입니다.
teach-cells-moved = 숫자 하나가 평균 { $moved }만큼 움직였습니다. 안쪽의 작은 칸은 학습 전 값입니다.
teach-cells-moved-fine = 학습을 시작한 뒤로 숫자 하나가 평균 { $moved }만큼 움직였습니다.
teach-plane = 복소평면에 놓인 Wₕ의 고윳값
teach-plane-say = 고윳값 { $n }개 가운데 { $outside }개가 단위원 밖에 있습니다. 흐린 점은 앞선 걸음의 자리이고, 점선 원의 반지름이 ρ입니다.
