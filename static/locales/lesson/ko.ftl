# 네 막의 글: 그것을 읽을 때 가져옵니다.

lesson-chapter = { $n }장: { $title }
lesson-again = 다시 보기
lesson-away = 지금 그림은 다른 것을 보여 줍니다.
lesson-waiting = 계산하는 중입니다…
lesson-commit = 답 확인
lesson-kept = 고른 답은 이 화면에만 있습니다. 저장하지도 보내지도 않습니다.
lesson-right = 맞았습니다.
lesson-wrong = 정답이 아닙니다.
lesson-own = 내 문장
lesson-own-read = 읽히기
lesson-own-few = 이 자리에는 지금 넣은 문장보다 긴 것이 필요해서 다른 문장을 대신 읽습니다.
lesson-own-longer = 더 긴 문장 넣기
lesson-own-many = 넣은 문장은 여기 한 줄로 펼치기에 길어서 짧은 문장을 대신 읽습니다.
lesson-own-there = 내 문장을 읽는 장으로
lesson-copied = 복사했습니다.
lesson-module = 모듈의 코드, 한 줄씩
lesson-module-copy = 파일 전체 복사
lesson-module-save = 파일 전체 내려받기
lesson-1-title = 순환 신경망이란 무엇인가
lesson-1-1 = 말은 한 단어씩 차례로 옵니다. 그리고 단어는 대개 앞에 온 말 없이는 뜻이 분명하지 않습니다. 지금 이 줄을 읽는 것도 그렇습니다. 한 단어씩 읽으면서 앞에서 읽은 것을 조금씩 품고 갑니다. 순환 신경망이 하는 일이 바로 이것입니다. 여기 있는 문장은 { $T }단어지만 다음 문장은 마흔 단어일 수도 있고, 그래도 같은 신경망이 읽습니다.
lesson-1-2 = 이것이 전부입니다. 셀 A 하나와 고리 하나. 단어가 들어오면 A는 수 { $H }개로 된 벡터, 은닉 상태 h를 내놓습니다. 고리는 h를 다시 A로 데려가 다음 단어와 만나게 합니다. 기억하려는 것은 무엇이든 이 { $H }개의 수 안에 들어가야 합니다.
lesson-1-3 = 이제 단어마다 A를 하나씩 옆으로 늘어놓는다고 해 봅시다. 고리는 셀 { $T }개의 사슬이 되고, 셀과 셀을 잇는 자리는 { $less }곳입니다. 이 사슬에서 일하는 행렬 Wₕ는 서로 다른 것이 몇 개일까요?
lesson-1-3-option-1 = 1개, 모두 같은 것을 쓴다
lesson-1-3-option-2 = { $T }개, 셀마다 하나
lesson-1-3-option-3 = { $less }개, 잇는 자리마다 하나
lesson-1-3-answer = 하나입니다. 이 신경망의 Wₕ는 { $H } × { $H } 행렬 하나뿐이고, 모든 시점이 그것을 함께 씁니다. 그래서 네 단어든 사백 단어든 같은 신경망이 읽을 수 있습니다. 돌아오는 길을 위해 기억해 두세요. 그때 기울기는 이 행렬을 거듭거듭 만납니다.
lesson-1-4 = 말아 두든 펼쳐 두든 계산은 같고 그림만 다릅니다. Wₓ, Wₕ, b를 모두 합쳐 수 { $n }개이며, 문장이 길어져도 늘지 않습니다. 1990년 제프리 엘먼은 이런 신경망에 띄어쓰기 없이 이어진 글자를 읽혔습니다. 오차는 단어가 시작되는 곳에서 솟았다가 단어 끝으로 갈수록 줄었습니다. 단어가 어디서 시작하는지 아무도 알려 주지 않았는데도요.

lesson-2-title = “i am a boy”, 1단계부터 8단계까지
lesson-2-1 = 1단계. “i”가 x₀이 되어 A로 들어갑니다. 수 { $I }개로 된 벡터, 이 단어의 임베딩입니다. 같은 단어는 어디에 놓이든 같은 벡터입니다. 기억도 함께 와야 하지만 아직 읽은 것이 없으니 h₋₁은 0이 { $H }개입니다.
lesson-2-2 = 2단계. A가 h₀을 내놓습니다. h₀은 두 곳으로 나갑니다. 하나는 이 시점의 답으로 밖으로 나가고, 똑같은 벡터가 다음 셀로도 갑니다. 그 첫째 수, 유닛 0을 따라가 봅시다. 지금은 { $h0 }입니다.
lesson-2-3 = 3단계. “am”과 h₀이 함께 들어옵니다. A는 이제 이 둘로 h₁을 만듭니다. “am”이 들어 있는 다른 문장도 떠올려 보세요. h₁은 무엇으로 정해질까요?
lesson-2-3-option-1 = “am”만으로. 같은 단어면 어디서나 같은 h가 나온다
lesson-2-3-option-2 = “am”과 h₀이 함께. 앞에 온 말도 한몫한다
lesson-2-3-option-3 = h₀만으로. 기억하던 것을 넘겨줄 뿐이다
lesson-2-3-answer = { $made ->
    [both] 둘이 함께입니다. 유닛 0에 “am”이 { JOSA($input, form: "를/을") }, h₀이 { JOSA($memory, form: "를/을") } 보탭니다. 앞에 아무것도 없었다면 “am”과 편향은 유닛 0을 { JOSA($alone, form: "로/으로") } 만들었겠지만, “i” 다음이라 { $h1 }입니다.
    [memory] 여기서는 h₀만으로 정해집니다. 이 “am”은 아무것도 보태지 않습니다.
   *[input] 여기서는 “am”만으로 정해집니다. 이 신경망에서 h₀은 어느 유닛에도 아무것도 보태지 않습니다.
}
lesson-2-4 = 4단계. 그래서 h₁은 이제 “am”만의 것이 아닙니다. { $H }개의 수 하나하나에 h₀이 섞여 들었습니다. “i” 자리에 다른 단어를 넣으면, “am”은 그대로인데도 h₁은 다른 벡터가 됩니다. 맨 위 칸에서 바꾸어 보세요. ‘다시 보기’를 누르면 이리로 돌아옵니다.
lesson-2-5 = 5단계부터 8단계까지. “a”와 “boy”도 똑같이 읽습니다. 가중치는 그대로 있고 h만 움직입니다. 유닛 0은 { $h0 }에서 { JOSA($h1, form: "로/으로") }, 다시 { JOSA($h2, form: "로/으로") }, 마지막에는 { JOSA($h3, form: "로/으로") } 갔습니다.
lesson-2-6 = 문장이 끝났고, 남은 것은 h₃뿐입니다. 수 { $H }개, ‖h₃‖ = { $norm }. 단어들은 이제 없습니다. 무엇을 묻든 신경망은 여기에서 답해야 합니다.

lesson-3-title = A의 안쪽
lesson-3-1 = “{ $second }”에서 A를 열어 봅시다. 벡터 둘이 도착합니다. 수 { $H }개인 h₀과 { $I }개인 x₁입니다. 이들에게 일어나는 일은 한 줄, h₁ = tanh(h₀Wₕ + x₁Wₓ + b)입니다. 두 벡터는 왼쪽에 세로로 놓이고, 표의 열 하나가 h₁의 유닛 하나입니다.
lesson-3-2 = 테두리가 쳐진 열, 유닛 0을 한 줄씩 봅시다. { $n }줄이 저마다 곱셈 하나입니다. 가장 큰 곱은 { $source ->
    [memory] h₀
   *[input] x₁
}의 { $index }번 수에서 나옵니다. { $value }에 가중치 { JOSA($weight, form: "를/을") } 곱해 { $product }. 가중치가 하는 일은 이것이 전부입니다. 한 수가 다른 수를 얼마나 세게, 어느 쪽으로 미는지를 정합니다.
lesson-3-3 = 이제 더합니다. 입력이 { $input }, 기억이 { $memory }, 편향이 { $bias }만큼 유닛 0을 밉니다. 모두 더하면 a = { $a }입니다.
lesson-3-4 = 남은 것은 tanh 하나입니다. 그 곡선은 아래 패널에 있습니다. 0 가까이에서는 대각선을 따라가다가, 멀어지면 휘어 평평해집니다. 곡선에서 a = { JOSA($a, form: "를/을") } 찾아보세요. 얼마나 남을까요?
lesson-3-4-option-1 = 거의 그대로다. 10분의 1도 줄지 않는다
lesson-3-4-option-2 = 조금 줄어든다. 10분의 1에서 3분의 1 사이만큼
lesson-3-4-option-3 = 많이 줄어든다. 3분의 1 넘게
lesson-3-4-answer = tanh({ $a }) = { $h }, { $left }%가 남았습니다. { $way ->
    [little] 0에서 이만큼 가까우면 곡선은 거의 휘지 않습니다.
    [some] 여기서는 곡선이 휘기 시작했습니다.
   *[much] 이만큼 나오면 곡선은 거의 평평합니다.
} tanh는 작은 수는 거의 그대로 두고 큰 수는 눌러 모읍니다. 문장이 아무리 길어도 A에서 나오는 수는 −1과 1 사이를 벗어나지 않습니다.
lesson-3-5 = 이 점에서 tanh의 미분값은 tanh′ = 1 − h² = { $slope }입니다. 사소해 보이지만, 돌아오는 길에 이 유닛의 기울기에는 바로 이 수가 곱해집니다.
lesson-3-6 = { $H }개의 유닛이 모두 동시에 이 일을 했습니다. 다시 A를 닫고 보세요. 밖으로 나가는 것과 다음으로 가는 것은 같은 h₁입니다.

lesson-4-title = 앞으로 가기만 해서는 배우지 못한다: 손실과 돌아오는 길
lesson-4-1 = 좋은 가중치는 어디서 올까요? 지금 가중치는 시드 { $seed }에서 뽑은 난수일 뿐입니다. 고치려면 신경망에 무엇인가를 묻고, 얼마나 틀렸는지 알려 주어야 합니다. 여기서는 맨 끝에서 첫 단어가 무엇이었는지 묻습니다. 선형층이 { $hEnd }의 수 { $H }개로 단어마다 점수를 하나씩 만들고, 소프트맥스가 그 점수를 확률로 바꿉니다. 모두 0보다 크고, 더하면 1입니다. “{ $first }”의 확률은 { $percent }%, 거기에 로그를 씌우고 부호를 바꾼 손실은 L = { $loss }입니다. 확신하고 맞혔다면 0이었을 것입니다.
lesson-4-2 = 이제 오차가 기울기가 되어 사슬을 거슬러 갑니다. 기울기는 수마다, 그 수가 조금 커지면 L이 얼마나 달라지는지를 말해 줍니다. 어디의 기울기가 더 클까요?
lesson-4-2-option-1 = 출발하는 곳, { $hEnd }
lesson-4-2-option-2 = 물어본 단어가 있는 곳, h₀
lesson-4-2-option-3 = 둘이 비슷하다. 어느 쪽도 다른 쪽의 두 배가 못 된다
lesson-4-2-answer = 그 길이는 { $hEnd }에서 { $end }, h₀에서 { $start }입니다. { $way ->
    [grew] 가는 동안 커졌습니다. 닿은 것은 출발할 때의 { $about }({ $exact })입니다.
    [faded] { $about }({ $exact })만 닿았습니다. 물어본 단어가 바로 거기에 있는데도요.
    [gone] 아무것도 닿지 않았습니다. 물어본 단어가 바로 거기에 있는데도요.
   *[stayed] 둘은 비슷합니다. 출발한 것의 { JOSA($ratio, form: "가/이") } 닿았습니다.
}
lesson-4-3 = 역방향 1단계. ∂L/∂{ $hEnd }에는 유닛마다 수가 하나씩 있습니다. 유닛 0에서는 { $g }입니다. 유닛 0이 조금 더 { $wish ->
    [larger] 컸다면
   *[smaller] 작았다면
} L은 줄었을 것입니다. 모두 모은 길이는 ‖∂L/∂{ $hEnd }‖ = { $norm }, 그림에는 10의 거듭제곱으로 적혀 있습니다.
lesson-4-4 = { JOSA($hBefore, form: "로/으로") } 가려면 왔던 길을 거꾸로 밟아야 합니다. 수마다 tanh′를 곱하고, 그다음 모두 Wₕᵀ를 지납니다. 같은 행렬을 뒤집어 놓은 것입니다. 길이는 { $from }에서 { JOSA($to, form: "로/으로") } { $way ->
    [grew] 늘었습니다
   *[shrank] 줄었습니다
}. 기울기가 길수록 보라색이 넓습니다.
lesson-4-5 = 이렇게 “{ $first }”까지 갑니다. 이것이 시간 역전파(BPTT)입니다. 시점마다 Wₕ의 기울기에 몫을 하나씩 보탭니다. “{ $last }”에서 { $sEnd }, “{ $before }”에서 { $sBefore }, 이렇게 내려가 앞에 아무 기억도 없던 “{ $first }”에서 { $s0 }입니다. Wₕ는 하나뿐이라 이 몫은 모두 더해집니다. { $loud ->
    [yes] 끝에 가까운 단어일수록 목소리가 큽니다.
   *[no] 단어마다 목소리의 크기가 다릅니다.
}

lesson-5-title = tanh′와 Wₕ: 기울기는 어떻게 사라지고, 어떻게 폭발하는가
lesson-5-1 = 한 시점 돌아갈 때마다 기울기에는 두 가지 일이 일어나고, 장부는 그 둘을 따로 적습니다. { $hEnd }에서 { JOSA($hBefore, form: "로/으로") } 갈 때 기울기의 길이는 tanh′에서 { $slope }배, Wₕ에서 { $weight }배, 합쳐서 { $both }배가 됩니다. 이 문장의 끝과 처음 사이에는 이런 수가 { $factors }개 있습니다. 모두 곱한 것이 처음에 닿습니다.
lesson-5-2 = tanh′ = 1 − h²는 1을 넘지 못하니 줄이기만 합니다. 유닛이 멀리 나가 있을수록 더 줄입니다. “{ $token }”에서 유닛 { JOSA($unit, form: "는/은") } { $value }에 있어 기울기의 { $slope }배만 지나가게 합니다. −1이나 1에 다가갈수록 지나가는 것은 적어집니다. 포화된 것입니다.
lesson-5-3 = Wₕ에는 그런 한계가 없습니다. 여기서는 h가 유닛 { $H }개이고, Wₕ를 스펙트럼 반지름 ρ = { $rho }까지 키웠습니다. “{ $first }”까지 가는 동안 기울기는 어떻게 될까요?
lesson-5-3-option-1 = 절반도 닿지 못한다
lesson-5-3-option-2 = 거의 그대로 닿는다
lesson-5-3-option-3 = 두 배가 넘게 커져서 닿는다
lesson-5-3-answer = { $fate ->
    [grew] 처음에 닿은 것은 출발할 때의 { $about }({ $exact })입니다. tanh′가 가져간 것보다 Wₕ가 더 많이 주었습니다.
    [faded] ρ가 이렇게 큰데도 { $about }({ $exact })만 닿습니다.
    [gone] ρ가 이렇게 큰데도 아무것도 닿지 않습니다.
   *[stayed] { $ratio }입니다. 거의 달라지지 않았습니다.
} 이 길에서 Wₕ는 { $weight }배, tanh′은 { $slope }배를 곱했습니다.
lesson-5-4 = 같은 신경망에 { $T }단어를 읽혔습니다. { $fate ->
    [grew] 처음에 닿은 것은 이제 출발할 때의 { $about }({ $exact })입니다. 이것이 기울기 폭발입니다. 이대로 한 번만 학습해도 가중치가 어디로 튈지 모릅니다.
    [gone] 여기서는 아무것도 닿지 않습니다.
   *[stayed] 여기서는 { JOSA($ratio, form: "가/이") } 닿습니다. 곱이 커지는 쪽이면 기울기는 폭발하고, 한 번만 학습해도 가중치가 어디로 튈지 모릅니다.
} Wₕ는 { $weight }배, tanh′은 { $slope }배를 곱했습니다. 폭발에 대한 처방은 투박하지만 잘 듣습니다. 너무 긴 기울기는 정해진 길이로 잘라 냅니다. 이것을 클리핑이라고 합니다.
lesson-5-5 = 이번에는 Wₕ를 ρ = { JOSA($rho, form: "로/으로") } 줄였습니다. { $T }단어를 거슬러 가면 { $fate ->
    [faded] { $about }({ $exact })만 남습니다. 이것이 기울기 소실입니다.
    [gone] 아무것도 남지 않습니다. 이것이 기울기 소실입니다.
   *[stayed] 출발할 때의 { $ratio }입니다. 이번은 예외이고, 대개는 사라집니다.
} 기울기를 다시 키워 봐야 소용없습니다. 앞쪽 단어가 하려던 말은 뒤쪽 단어의 목소리에 묻혔기 때문입니다. 벤지오, 시마르, 프라스코니는 1994년에 이것이 우연이 아님을 밝혔습니다. 잡음 속에서도 무엇인가를 굳게 붙들고 있는 신경망은 곧 기울기가 사라지는 신경망입니다.

lesson-6-title = 긴 문장은 왜 어려운가: 내 문장으로 재어 보기
lesson-6-1 = 내 문장을 하나 넣어 보세요. 길수록 잘 보입니다. 그때까지는 무대의 문장이 그 자리를 대신합니다. { $T }단어이니 앞으로 { $T }시점, 거슬러 { $T }시점입니다.
lesson-6-2 = 손실은 “{ $last }”에서 첫 단어 { JOSA($first, form: "를/을", quote: "yes") } 묻습니다. 출발한 기울기는 { $steps }시점을 가야 하고, 그 첫걸음에서 { $one }배가 됩니다. 처음까지 얼마나 갈까요?
lesson-6-2-option-1 = { $steps }분의 1, 또는 그 이상. 시점마다 늘 같은 만큼 줄어든다
lesson-6-2-option-2 = 그보다 적지만, 절반으로 { $steps }번 줄인 것({ $halves }) 이상
lesson-6-2-option-3 = 절반으로 { $steps }번 줄인 것보다도 적다
lesson-6-2-answer = { $way ->
    [gone] 하나도 가지 못했습니다. 도중에 정확히 0이 됩니다.
   *[other] 거기까지 간 것은 { $about }({ $exact })입니다. 기울기는 한 시점 돌아갈 때마다 평균 { $factor }배가 되었고, { JOSA($factor, form: "를/을") } { $steps }번 곱하면 { $power }입니다.
} { $single ->
    [yes] 대부분은 어느 한 시점에서 일어났습니다.
   *[no] 어느 한 시점의 탓이 아닙니다. 그저 시점이 많았습니다.
}
lesson-6-3 = 장부를 보세요. 눈금은 로그이고, 기울기는 그 위를 한 시점씩 옮겨 갑니다. { $way ->
    [grew] 이 문장에서는 줄지 않고 커집니다. 곱셈이 길면 이런 일도 생깁니다.
    [stayed] 이 문장에서는 처음부터 끝까지 거의 달라지지 않습니다.
    [gone] 이 문장에서는 도중에 정확히 0이 됩니다.
   *[faded] 평균 { $tenth }단어마다 10분의 1이 됩니다. 이대로라면 문장이 두 배로 길어질 때 남는 것은 절반이 아니라 제곱입니다. 100분의 1이 남던 것이 1만분의 1이 됩니다.
}
lesson-6-4 = 같은 문장을 글자 하나씩 읽혀 봅니다. 시점의 수가 달라집니다. { $words }이던 것이 { JOSA($T, form: "가/이") } 됩니다. 첫 글자까지 가는 기울기는 { $about }({ $exact }), 단어로 읽을 때는 { $before }였습니다. 글을 어떻게 나누느냐가 처음과 끝의 거리를 정합니다.
lesson-6-5 = { $way ->
    [grew] 이 문장은 예외라 기울기가 줄지 않았습니다. 대개는 줄어듭니다.
    [stayed] 이 문장은 예외라 기울기가 거의 그대로입니다. 대개는 줄어듭니다.
   *[faded] 긴 문장이 어려운 까닭이 여기 있습니다.
} 상태는 첫 단어를 품을 수 있어도, 학습은 첫 단어의 소식을 잘 듣지 못합니다. { $all ->
    [yes] 여기서는 { $T }단어 가운데 { $felt }단어가 모두 기울기의 100분의 1 이상을 받습니다. 더 긴 문장이라면 먼 단어는 받지 못할 수도 있습니다.
   *[no] { $T }단어 가운데 기울기의 100분의 1이라도 받는 것은 { $felt }단어입니다. 나머지는 학습에 거의 보탬이 되지 못합니다.
}
lesson-6-6 = 거꾸로 첫 단어를 바꾸면 어떨까요? 차트에서 그 변화(먹색)는 기울기가 되돌아오는 바로 그 tanh′와 Wₕ를 앞으로 지납니다. 끝에 닿지 못한 것은 끝에서 배울 수도 없습니다.

lesson-7-title = GRU와 LSTM: 게이트가 고치는 것, 고치지 못하는 것
lesson-7-1 = LSTM은 벡터를 둘 가지고 다닙니다. 밖으로 보이는 h와 안에 간직하는 셀 상태 c입니다. c가 지나는 길에는 행렬도 tanh도 없습니다. c₁ = f ⊙ c₀ + i ⊙ g. 게이트 f, i, o는 저마다 0과 1 사이의 수 { $H }개이고, h₀과 x₁에서 계산됩니다. 얼마나 남길지, 얼마나 쓸지, 얼마나 내보일지를 정합니다.
lesson-7-2 = “{ $second }”의 유닛 0을 봅시다. 망각 게이트는 c₀ = { $c0 }의 { $f }%를 남기고, 입력 게이트는 후보 g = { $g }의 { $i }%를 씁니다. 더하면 c₁ = { $c1 }입니다. 돌아오는 길에 c에 머무는 기울기에는 f만 곱해집니다. 행렬 옆으로 난 이 길이 1997년의 발상이고, 그 길에 게이트 f가 놓인 것은 2000년입니다.
lesson-7-3 = GRU는 벡터 하나로 이 일을 합니다. h₁ = (1 − z) ⊙ n + z ⊙ h₀. 유닛 0에서 업데이트 게이트는 h₀ = { $h0 }의 { $z }%를 남기고 나머지를 후보 n = { $n }에서 가져와 h₁ = { JOSA($h1, form: "가/이") } 됩니다. 돌아오는 길에는 z가 행렬 옆으로 난 길입니다.
lesson-7-4 = 같은 { $T }단어, 같은 시드, 같은 임베딩입니다. 손실에서 출발한 기울기를 “{ $first }”까지 가장 많이 되돌려 주는 셀은 어느 것일까요?
lesson-7-4-option-1 = RNN
lesson-7-4-option-2 = GRU
lesson-7-4-option-3 = LSTM
lesson-7-4-answer = RNN { $rnn }, GRU { $gru }, LSTM { $lstm }. 가장 많은 것은 { $best ->
    [rnn] RNN
    [gru] GRU
   *[lstm] LSTM
}입니다. { $worst ->
    [lstm] 그리고 LSTM이 꼴찌입니다. 게이트가 있다고 해서 열려 있는 것은 아닙니다.
   *[other] 게이트가 있느냐보다 얼마나 열려 있느냐가 중요합니다.
}
lesson-7-5 = 이번에는 { $T }단어입니다. 난수에서 갓 나온 LSTM의 망각 게이트는 평균 { $before }%를 남기고, 돌아오는 기울기는 { $waned }({ $was })입니다. 여기서는 그 편향에 { JOSA($bias, form: "를/을") } 더했습니다. { $f }%를 남기고, 돌아오는 기울기는 { $about }({ $exact })입니다. { $helps ->
    [yes] 게이트가 고치는 것이 이것입니다. 길을 열어 둘 수 있고, 언제 열지 배울 수 있습니다.
   *[no] 여기서는 도움이 되지 않았습니다. 대개는 이것이 게이트가 고치는 것입니다. 길을 열어 둘 수 있고, 언제 열지 배울 수 있습니다.
}
lesson-7-6 = 고치지 못하는 것은 무엇일까요? 뽑은 그대로 같은 { $T }단어를 읽히면 RNN { $rnn }, GRU { $gru }, LSTM { $lstm }입니다. 1보다 뚜렷이 작은 수를 여러 번 곱하면 0에 가까워지고, 게이트도 대개 그런 수입니다. 기울기 폭발을 막아 주는 것도 여기에는 없습니다. 게이트는 증상을 덜 뿐 낫게 하지는 못합니다.

lesson-8-title = 같은 신경망을 PyTorch로, 열 줄에
lesson-8-1 = 이 페이지의 신경망을 PyTorch로 쓰면 이렇습니다. 열 줄, 그리고 그것을 쓰는 세 줄입니다. 줄을 가리키면 그것이 그림의 어디인지 보이고, 그림을 가리키면 그 줄이 밝아집니다. 파일에는 무대의 가중치가 그대로 들어 있습니다. torch가 깔린 곳이면 어디서나 이대로 돌아가고, 끝에서 { $T }시점의 상태와 기울기가 지금까지 본 것과 같은지 하나하나 확인합니다. 이를테면 ‖{ $hEnd }‖ = { $norm }입니다.
lesson-8-2 = 이 모듈이 돌지 않는 모양으로 옮겨 다니는 것을 보았을지도 모릅니다. 세 곳이 자주 틀리는데, 누구나 할 만한 실수입니다. `nn.Liear`는 `nn.Linear`에서 n 하나가 빠진 것이고, PyTorch에 그런 이름의 층은 없습니다. `self.lienar`에 넣어 두고 나중에 `self.linear`를 부르면 그런 이름이 없다는 오류가 납니다. 그리고 `forward`에서 층을 부르기만 하고 `return`하지 않으면, 점수를 다 셈해 놓고 버리는 셈이라 손실이 볼 것이 없습니다. 가진 코드를 위의 열 줄과 견주어 보세요. 글자 하나, 이름 하나, 낱말 하나입니다.
lesson-8-3 = `nn.RNN({ $I }, { $H })`에서 PyTorch가 학습하는 수는 몇 개일까요?
lesson-8-3-option-1 = { $one }개: Wₓ, Wₕ, 편향 하나
lesson-8-3-option-2 = { $n }개: Wₓ, Wₕ, 편향 둘
lesson-8-3-option-3 = { $each }개: { $T }단어마다 { $n }개씩
lesson-8-3-answer = { $n }개입니다. Wₓ가 { $I } × { $H } = { $wx }개, Wₕ가 { $H } × { $H } = { $wh }개이고, PyTorch는 행렬마다 하나씩 길이 { $H }의 편향을 둘 둡니다. 식의 b는 그 둘의 합입니다. 문장이 길어져도 하나도 늘지 않습니다.
lesson-8-4 = 그대로 믿지 않아도 됩니다. 테두리가 쳐진 패널에서 서버는 상태와 가중치를 살짝 건드리고, L이 기울기가 말한 대로 움직이는지 봅니다. 위의 파일을 돌려 보아도 좋습니다. PyTorch도 문장 끝에서 { $end }, 처음에서 { JOSA($start, form: "를/을") } 얻습니다.
lesson-8-5 = 이것이 전부입니다. 셀 하나, 고리 하나, 그리고 긴 곱셈 하나. 이제 이 페이지는 여러분의 것입니다. 시드, ρ, 셀, 문장 가운데 하나를 바꾸고, 재생을 누르기 전에 어떻게 될지 먼저 말해 보세요.

lesson-source-elman = Elman, J. L. (1990). Finding structure in time. Cognitive Science 14, 179–211. doi:10.1207/s15516709cog1402_1
lesson-source-lecun = LeCun, Y., Bottou, L., Orr, G. B. & Müller, K.-R. (1998). Efficient BackProp. In Neural Networks: Tricks of the Trade, Springer, 9–50. doi:10.1007/3-540-49430-8_2
lesson-source-rumelhart = Rumelhart, D. E., Hinton, G. E. & Williams, R. J. (1986). Learning representations by back-propagating errors. Nature 323, 533–536. doi:10.1038/323533a0
lesson-source-werbos = Werbos, P. J. (1990). Backpropagation through time: what it does and how to do it. Proceedings of the IEEE 78, 1550–1560. doi:10.1109/5.58337
lesson-source-bengio = Bengio, Y., Simard, P. & Frasconi, P. (1994). Learning long-term dependencies with gradient descent is difficult. IEEE Transactions on Neural Networks 5, 157–166. doi:10.1109/72.279181
lesson-source-pascanu = Pascanu, R., Mikolov, T. & Bengio, Y. (2013). On the difficulty of training recurrent neural networks. ICML 2013, PMLR 28(3), 1310–1318. arXiv:1211.5063
lesson-source-hochreiter = Hochreiter, S. & Schmidhuber, J. (1997). Long short-term memory. Neural Computation 9, 1735–1780. doi:10.1162/neco.1997.9.8.1735
lesson-source-gers = Gers, F. A., Schmidhuber, J. & Cummins, F. (2000). Learning to forget: continual prediction with LSTM. Neural Computation 12, 2451–2471. doi:10.1162/089976600300015015
lesson-source-cho = Cho, K., van Merriënboer, B., Gulcehre, C., Bahdanau, D., Bougares, F., Schwenk, H. & Bengio, Y. (2014). Learning phrase representations using RNN encoder–decoder for statistical machine translation. EMNLP 2014, 1724–1734. doi:10.3115/v1/D14-1179
lesson-source-paszke = Paszke, A. et al. (2019). PyTorch: an imperative style, high-performance deep learning library. NeurIPS 32. arXiv:1912.01703
