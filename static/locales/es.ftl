# RNN Flow en español. Un archivo por idioma; lo que falta aquí se dice en inglés.
language-name = ES
language-share = El { $n } % de esta página está en español; el resto, en inglés.
page-title = RNN Flow: mira cómo lee una red recurrente
page-description = Escribe una frase y mira cómo la lee una red recurrente, palabra por palabra, y cómo vuelve su gradiente por el tiempo. Cada número está calculado.
skip = Saltar a la imagen
languages = Idioma

## Los controles
field-sentence = Frase
hint-sentence = Escribe una frase
count = { $n ->
    [one] { $unit ->
        [char] 1 carácter
        [jamo] 1 letra
        [id] 1 id
       *[word] 1 palabra
    }
   *[other] { $unit ->
        [char] { $n } caracteres
        [jamo] { $n } letras
        [id] { $n } ids
       *[word] { $n } palabras
    }
}
field-cell = Celda
field-hidden-size = ocultas
field-seed = semilla
field-objective = pérdida
objective-recall = recordar la primera palabra
objective-next-token = predecir la palabra siguiente
objective-sum = suma del último h
more = Más…

## La línea de tiempo
timeline = Línea de tiempo
play = Reproducir
pause = Pausa
step-back = Un paso atrás
step-on = Un paso adelante
speed = Velocidad
forward = hacia delante
backward = hacia atrás

## Lo que ocurre, paso a paso
step-forward = PASO { $n }
step-backward = VUELTA { $n }
quoted = «{ $token }»
caption-enter-first = { $token } entra en A. Aún no hay memoria: { $before } es todo ceros.
caption-enter = { $token } entra en A, y con él { $before }.
caption-add = A suma los productos y el sesgo b.
caption-squash = { $f } hace { $h } de la suma.
caption-gates = Las compuertas se abren y se cierran, y surge { $h }.
caption-give = A da { $h }: una copia sale, la misma sigue hasta { $next }.
caption-give-last = A da { $h }: una copia sale, la misma va a la pérdida L.

## Las palabras de la imagen
views = Cuán cerca mirar
view-sentence = texto
view-rolled = bucle
view-unrolled = cadena
view-cell = dentro
gate-mean = { $share }, la media de todas las unidades
ledger-title = Las cuentas
ledger-title-fades = Por qué se apaga
ledger-title-grows = Por qué crece
ledger-title-holds = Por qué se mantiene
act-1-title = ¿Cómo lee?
act-2-title = ¿Quién tiene la culpa de una respuesta equivocada?
act-3-title = ¿Cómo se arregla?
act-4-title = ¿Por qué habrías de creerlo?
problem-unreachable = El servidor no respondió. La última imagen buena se queda.
problem-unreachable-first = El servidor no respondió; por eso todavía no hay imagen.
retry = Reintentar
wordless = No llegaron las palabras de esta página. Se piden de nuevo hasta que lleguen; no hay que hacer nada.

## Errores
error-empty-sentence = La frase no tiene ningún elemento. Escribe al menos una palabra.
error-integer = { $field } debe ser un número entero de { $min } a { $max }; se recibió { $input }.
error-integer-unquoted = { $field } debe ser un número entero de { $min } a { $max }, sin comillas; se recibió { $input }.
error-number = { $field } debe ser un número de { $min } a { $max }; se recibió { $input }.
error-number-unquoted = { $field } debe ser un número de { $min } a { $max }, sin comillas; se recibió { $input }.
