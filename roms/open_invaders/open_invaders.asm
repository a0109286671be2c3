; Open Invaders: a small fixed shooter for the Atari 2600 (NTSC, 4 KB, no bank switching).
;
; Copyright (c) 2026 the dqn authors. MIT License: see LICENSE at the root of the project.
;
; Thirty invaders in five rows march from side to side, step down at each edge, march faster the fewer they are, and
; drop bombs. The ship at the bottom moves, and has one shot in the air at a time. There are three lives; the next wave
; begins lower, marches and bombs faster. An invader that lands costs a life, as a bomb does. A courier that crosses the
; sky at times is worth most.
;
; How a frame of 262 lines goes (76 cycles of the processor a line):
;
;     3  vertical sync
;    37  vertical blank   Prepare: what to draw is worked out of the game's state
;   192  picture          Picture: 16 lines of score, 164 of play, 12 of ground
;    30  overscan         Play: switches, joystick, hits, moves; the game's state changes only here
;
; The picture chip has two players (8 bits wide, each up to three times in a line), two missiles and a ball. In the rows
; of invaders, player 0 is the left three columns and player 1 the right three; below them, player 0 is the ship and the
; missiles are the bombs. A missile is repeated as its player is, so bombs are drawn below the invaders only. The ball
; is the ship's shot, and where it hits, a blast of 8 pixels. All is drawn in every frame: nothing flickers.
;
; Assemble with: dasm open_invaders.asm -f3 -oopen_invaders.bin

        processor 6502

; --------------------------------------------------------------------------------------------------------------------
; The console: picture and sound chip (TIA), timer and ports (RIOT)
; --------------------------------------------------------------------------------------------------------------------

VSYNC   = $00
VBLANK  = $01
WSYNC   = $02           ; any write waits for the next line
NUSIZ0  = $04
NUSIZ1  = $05
COLUP0  = $06
COLUP1  = $07
COLUPF  = $08
COLUBK  = $09
CTRLPF  = $0A
PF0     = $0D
PF1     = $0E
PF2     = $0F
RESP0   = $10           ; any write puts player 0 where the beam is
RESP1   = $11
RESM0   = $12
RESM1   = $13
RESBL   = $14
AUDC0   = $15
AUDC1   = $16
AUDF0   = $17
AUDF1   = $18
AUDV0   = $19
AUDV1   = $1A
GRP0    = $1B
GRP1    = $1C
ENAM0   = $1D
ENAM1   = $1E
ENABL   = $1F
HMP0    = $20
HMP1    = $21
VDELP0  = $25
VDELP1  = $26
HMOVE   = $2A
HMCLR   = $2B
CXCLR   = $2C

CXM0P   = $30           ; bit 6: missile 0 has met player 0
CXM1P   = $31           ; bit 7: missile 1 has met player 0
CXM0FB  = $34           ; bit 6: missile 0 has met the ball
CXM1FB  = $35           ; bit 6: missile 1 has met the ball
INPT4   = $3C           ; bit 7 clear: fire is pressed

SWCHA   = $280          ; bit 7 clear: right, bit 6 clear: left
SWCHB   = $282          ; bit 0 clear: RESET, bit 1 clear: SELECT
INTIM   = $284
TIM64T  = $296

; --------------------------------------------------------------------------------------------------------------------
; The game's measures. A height is the number of lines above the ground.
; --------------------------------------------------------------------------------------------------------------------

ROWS            = 5
COURIER         = ROWS  ; counts as one row more, which flies above the others
INVADERS        = 30
LIVES           = 3
MODES           = 16    ; the wave that a game begins with, chosen with SELECT
LAST_LEVEL      = 5     ; waves after this one are as hard as it

FIELD_TOP       = 163   ; the highest line of play
SHIP_TOP        = 12    ; the highest line of the ship's place
HIDDEN          = 176   ; a height at which nothing is drawn

ROW_LINES       = 16    ; 5 to place an invader, 10 that show it, 1 blank
SHAPE_LINES     = 10
SHAPE_FIRST     = 5
COLUMN          = 16    ; pixels from column to column
SHOT_LINES      = 8

LEFT_EDGE       = 8     ; where the outermost invader and the ship turn back
RIGHT_EDGE      = 144
FIRST_X         = 36
FIRST_HEIGHT    = 158
LOWER           = 6     ; lines by which each level begins lower
STEP_ASIDE      = 2
STEP_DOWN       = 8
LANDED          = SHIP_TOP + 2
ROOM            = FIELD_TOP - ROW_LINES - 1     ; the courier flies where the top row is no higher

SHIP_X          = 76
SHOT_SPEED      = 4
HIT_FRAMES      = 72    ; the ship's explosion
BLAST_FRAMES    = 12    ; an invader's; no shot meanwhile
BOMB_PAUSE      = 80    ; frames without bombs when a wave begins

BLANK           = 16    ; the character behind 0 to 9 and A to F

SCORE_COLOUR    = $1C
SHIP_COLOUR     = $9C
WRECK_COLOUR    = $3E
BLAST_HUE       = $20
SHOT_COLOUR     = $0E
BOMB_COLOUR     = $2E
PF_OVER_PLAYERS = %00000100
BALL_2          = %00010000
BALL_8          = %00110000
MISSILE_2       = %00010000

; --------------------------------------------------------------------------------------------------------------------
; Memory. Five bytes lie where the Arcade Learning Environment looks for them.
; --------------------------------------------------------------------------------------------------------------------

        mac AT          ; the next byte's address
        if . > {1}
        echo "what lies below", {1}, "reaches up to", .
        err
        endif
        org {1}
        endm

        seg.u memory
        org $80

frame           ds 1
random          ds 2    ; never 0
formX           ds 1    ; left edge of column 0; below 0 (modulo 256) when left columns are gone
formY           ds 1    ; height of the top row's first line
direction       ds 1    ; bit 7: to the left
marchTimer      ds 1    ; frames to the next step
step            ds 1    ; 0 or SHAPE_LINES: which of two shapes the invaders have
alive           ds ROWS+1       ; by row: bit 0 is column 0, ... bit 5 column 5; the courier is bit 0 of its own
aliveCount      ds 1
shipX           ds 1
shotX           ds 1
shotY           ds 1    ; height of the lowest line, or HIDDEN
bombX           ds 2
bombY           ds 2
bombTimer       ds 1    ; frames to the next bomb
wave            ds 1    ; from 0

        AT $98
status          ds 1    ; bit 7: the game is over (read by ALE)
hitTimer        ds 1    ; frames left of the ship's explosion
blastTimer      ds 1    ; frames left of an invader's
selectHeld      ds 1    ; SELECT was pressed in the frame before
beatTimer       ds 1    ; frames left of the march's beat
level           ds 1    ; wave, but at most LAST_LEVEL
; Worked out for each frame
rowCount        ds 1    ; rows down to the lowest invader, at least 1
columns         ds 1    ; columns that have an invader, as in alive
leftX           ds ROWS+1       ; of each row: where player 0 goes (the courier's is where it is),
rightX          ds ROWS+1       ; and player 1
shotMask        ds 2    ; addresses that, with a line's height in Y, give ENABL,
bombMask0       ds 2    ; ENAM0
bombMask1       ds 2    ; and ENAM1
shipShape       ds 2
shipColour      ds 1
digits          ds 12   ; addresses of the score's six characters

        AT $C9
lives           ds 1    ; (read by ALE)
; Only within one routine
row             ds 1
rowEnd          ds 1
mask0           ds 1
mask1           ds 1
temp            ds 1
character       ds 1

        AT $DC
mode            ds 1    ; from 0 (read by ALE)

        AT $E6
scoreHigh       ds 1    ; thousands and hundreds, decimal (read by ALE)
        AT $E8
scoreLow        ds 1    ; tens and ones, decimal (read by ALE)
                        ; the stack takes $F9 to $FF

; --------------------------------------------------------------------------------------------------------------------
; Macros
; --------------------------------------------------------------------------------------------------------------------

; Line Y of the ship's shot, 8 cycles, 9 across a page
        mac DRAW_SHOT
        lda (shotMask),y
        sta ENABL
        endm

; Line Y of the shot and both bombs, 24 to 27 cycles
        mac DRAW_SHOTS
        DRAW_SHOT
        lda (bombMask0),y
        sta ENAM0
        lda (bombMask1),y
        sta ENAM1
        endm

; Waits until the beam is near the x in A. Begun with carry set 16 cycles into a line, it lets the RESxx after it end 23
; + 5 * (x / 15) cycles into the line. A then holds what FINE makes the remaining pixels of. An x of 150 and more leaves
; no time for another WSYNC in the same line.
        mac COARSE
.wait   sbc #15
        bcs .wait
        if >.wait != >.
        echo "a branch across a page, which takes a cycle more, ends at", .
        err
        endif
        endm

; The remaining pixels (-8 to 7) in the upper half of A, for HMxx; 10 cycles
        mac FINE
        eor #7
        asl
        asl
        asl
        asl
        endm

        mac LINES       ; so many whole lines of nothing
        ldx #{1}
.line   sta WSYNC
        dex
        bne .line
        endm

; --------------------------------------------------------------------------------------------------------------------
; The frame
; --------------------------------------------------------------------------------------------------------------------

        seg code
        org $F000

Start   subroutine
        sei
        cld
        ldx #0
        txa
.clear  sta 0,x         ; chip registers and memory
        inx
        bne .clear
        dex
        txs
        stx random      ; $FF
        lda #$80        ; no game until RESET
        sta status
        jsr BeginWave

Frame   subroutine
        lda #2
        sta WSYNC
        sta VSYNC
        sta WSYNC
        sta WSYNC
        lda #0
        sta WSYNC
        sta VSYNC       ; the emulator's frames end here

        lda #44         ; times 64 cycles: within the 37th line
        sta TIM64T
        jsr Prepare
.blank  lda INTIM
        bne .blank

        jsr Picture

        lda #36         ; within the 30th line
        ldx #2
        sta WSYNC
        stx VBLANK
        sta TIM64T
        jsr Play
.over   lda INTIM
        bne .over
        jmp Frame

; --------------------------------------------------------------------------------------------------------------------
; Prepare: in vertical blank, from the game's state to what Picture reads
; --------------------------------------------------------------------------------------------------------------------

Prepare jsr PlaceShots
        jsr PlaceScore
        jsr LayOutRows
        jsr AimMasks
        jsr ChooseShip
        jmp SpellScore

PlaceShots
        ldx #2          ; RESM0 lies 2 behind RESP0, HMM0 behind HMP0
        lda bombX
        jsr Place
        inx
        lda bombX+1
        jsr Place
        inx
        lda shotX
        ; and on

; Puts missile 0 (X = 2), missile 1 (3) or the ball (4) at x = A, 0 to 158; takes effect with the next HMOVE.
Place   clc
        adc #1          ; these come one pixel earlier than players
        sta WSYNC
        nop
        nop
        nop
        nop
        nop
        bit temp
        sec             ; 15 cycles
        COARSE
        sta RESP0,x
        FINE
        sta HMP0,x
        rts

; Players 0 and 1 side by side, for the score; and all of the fine moves.
PlaceScore subroutine
        lda #$10
        sta WSYNC
        sta HMP1        ; one to the left: two strobes come 9 pixels apart, not 8
        lda #0
        sta HMP0
        ldx #5
.wait   dex
        bne .wait       ; 34 cycles
        bit temp
        sta RESP0       ; 40: x = 57
        sta RESP1
        sta WSYNC
        sta HMOVE
        ldx #BALL_2 + PF_OVER_PLAYERS
        ldy #SHOT_COLOUR
        lda blastTimer
        beq .shot
        ldx #BALL_8 + PF_OVER_PLAYERS
        ora #BLAST_HUE  ; its brightness is the time that it has left
        tay
.shot   stx CTRLPF
        sty COLUPF
        nop             ; no HMxx may change until 24 cycles after HMOVE
        nop
        nop
        sta HMCLR
        rts

; How many rows are left, which columns, and where each row's two halves begin
LayOutRows subroutine
        lda #0
        sta rowCount
        sta columns
        ldx #ROWS-1
.row    lda alive,x
        beq .halves
        ora columns
        sta columns
        cpx rowCount
        bcc .halves
        stx rowCount    ; only the lowest row, which comes first
.halves lda alive,x
        and #%000111
        tay
        lda formX
        jsr .lead
        sta leftX,x
        lda alive,x
        lsr
        lsr
        lsr
        tay
        lda formX
        clc
        adc #3*COLUMN
        jsr .lead
        sta rightX,x
        dex
        bpl .row
        inc rowCount
        rts

; From the x of a half to that of its first invader; somewhere harmless if it has none
.lead   cpy #0
        beq .none
        clc
        adc Lead,y
        rts
.none   lda #LEFT_EDGE
        rts

AimMasks subroutine
        ldx #0
        lda shotY
        jsr .aim
        ldx #bombMask0-shotMask
        lda bombY
        jsr .aim
        ldx #bombMask1-shotMask
        lda bombY+1
.aim    sta temp
        lda #<(Mask+HIDDEN)
        sec
        sbc temp
        sta shotMask,x
        lda #>(Mask+HIDDEN)
        sbc #0
        sta shotMask+1,x
        rts

ChooseShip subroutine
        ldx #SHIP_COLOUR
        lda #<Ship
        bit status
        bpl .whole
        lda #<NoShip
.whole  ldy hitTimer
        beq .set
        ldx #WRECK_COLOUR
        lda frame       ; two shapes of wreck, in turn
        and #%1000
        beq .second
        lda #<Wreck0
        bne .set
.second lda #<Wreck1
.set    sta shipShape
        stx shipColour
        lda #>Ship
        sta shipShape+1
        rts

; Four digits of score; then the lives, or the mode (0 to F) where no game is on
SpellScore subroutine
        ldx #0
        lda scoreHigh
        jsr .two
        lda scoreLow
        jsr .two
        lda #BLANK
        jsr .one
        lda lives
        bit status
        bpl .one
        lda mode
        jmp .one

.two    pha
        lsr
        lsr
        lsr
        lsr
        jsr .one
        pla
        and #$0F
.one    asl             ; a character has 8 bytes
        asl
        asl
        sta digits,x
        lda #>Digits
        sta digits+1,x
        inx
        inx
        rts

; --------------------------------------------------------------------------------------------------------------------
; Picture: 192 lines
; --------------------------------------------------------------------------------------------------------------------

        align 256       ; in one page: the waits for the beam count cycles
Picture subroutine
        sta WSYNC
        lda #0          ; line 0
        sta VBLANK
        lda #%011       ; three copies, side by side with the other player's: six characters
        sta NUSIZ0
        sta NUSIZ1
        sta VDELP0      ; (bit 0) what is written to a player shows when the other is written to
        sta VDELP1
        lda #SCORE_COLOUR
        sta COLUP0
        sta COLUP1
        sta WSYNC
        ldx #12         ; line 1
.phase  dex
        bne .phase      ; 61 cycles
        lda #7
        sta character   ; 66: the last four writes below hit the gaps between characters
.digit  ldy character   ; 76 cycles a line, without WSYNC; lines 2 to 9
        lda (digits),y
        sta GRP0
        lda (digits+2),y
        sta GRP1
        lda (digits+4),y
        sta GRP0
        lda (digits+6),y
        sta temp
        lda (digits+8),y
        tax
        lda (digits+10),y
        tay
        lda temp
        sta GRP1        ; 45 cycles into the line
        stx GRP0
        sty GRP1
        sta GRP0
        nop
        nop
        dec character
        bpl .digit
        if >.digit != >.
        echo "a branch across a page, which takes a cycle more, ends at", .
        err
        endif
        sta WSYNC
        lda #0          ; line 10
        sta GRP0
        sta GRP1
        sta GRP0
        sta VDELP0
        sta VDELP1
        LINES 5         ; lines 11 to 15
        ldy #FIELD_TOP  ; Y is the line's height from here on
        ldx #COURIER
        lda alive,x
        bne DrawRow

.above  sta WSYNC
        DRAW_SHOT
        dey
        cpy formY
        bne .above

        ldx #0
DrawRow sta WSYNC       ; the row's line 0: coarse place of the left half; no time for the shot
        dey
        stx row
        lda leftX,x
        bit temp
        nop
        sec             ; 16 cycles
        COARSE
        sta RESP0
        sta WSYNC       ; line 1: its fine place, its copies
        FINE
        sta HMP0
        DRAW_SHOT
        dey
        lda alive,x
        and #%000111
        tax
        lda Copies,x
        sta NUSIZ0
        lda Shown,x
        sta mask0
        ldx row
        sta WSYNC       ; line 2: the right half
        dey
        lda rightX,x
        nop
        nop
        nop
        nop
        sec             ; 16 cycles
        COARSE
        sta RESP1
        sta WSYNC       ; line 3
        FINE
        sta HMP1
        DRAW_SHOT
        dey
        lda alive,x
        lsr
        lsr
        lsr
        tax
        lda Copies,x
        sta NUSIZ1
        lda Shown,x
        sta mask1
        ldx row
        sta WSYNC       ; line 4: the fine moves; the row's colour and shape
        sta HMOVE
        DRAW_SHOT
        dey
        lda RowColour,x
        sta COLUP0
        sta COLUP1
        tya
        sec
        sbc #SHAPE_LINES
        sta rowEnd
        lda ShapeStart,x
        clc
        adc step
        tax
.shape  sta WSYNC       ; lines 5 to 14
        lda Shapes,x
        and mask0
        sta GRP0
        lda Shapes,x
        and mask1
        sta GRP1        ; 20 cycles: before the beam comes
        DRAW_SHOT
        inx
        dey
        cpy rowEnd
        bne .shape
        sta WSYNC       ; line 15
        lda #0
        sta GRP0
        sta GRP1
        DRAW_SHOT
        dey
        ldx row
        inx
        cpx #COURIER+1
        bne .next
        jmp .above
.next   cpx rowCount
        bcs .below
        jmp DrawRow

; Down to the ship: the missiles are the bombs now.
.below  lda #MISSILE_2
        sta NUSIZ0
        sta NUSIZ1
        lda #BOMB_COLOUR
        sta COLUP0
        sta COLUP1
.fall   sta WSYNC
        DRAW_SHOTS
        dey
        cpy #SHIP_TOP
        bne .fall

        sta WSYNC       ; the ship's place, 13 lines
        dey
        lda shipX
        nop
        nop
        nop
        bit temp
        sec             ; 16 cycles
        COARSE
        sta RESP0
        sta WSYNC
        FINE
        sta HMP0
        DRAW_SHOTS
        dey
        sta WSYNC
        sta HMOVE
        DRAW_SHOTS
        dey
        lda shipColour
        sta COLUP0
.ship   sta WSYNC
        lda (shipShape),y
        sta GRP0
        DRAW_SHOTS
        dey
        bpl .ship

        ldx #11         ; the ground, 12 lines
        iny             ; 0
        sta WSYNC
        sty GRP0
        sty ENABL
        sty ENAM0
        sty ENAM1
        jmp .colour
.ground sta WSYNC
.colour lda GroundColour,x
        sta COLUPF
        lda GroundBits,x
        sta PF0         ; from the lower bit to the higher,
        sta PF2
        lda GroundBits1,x
        sta PF1         ; from the higher to the lower
        dex
        bpl .ground
        rts

; --------------------------------------------------------------------------------------------------------------------
; Play: in overscan, one step of the game
; --------------------------------------------------------------------------------------------------------------------

Play    lda #0
        sta PF0
        sta PF1
        sta PF2
        inc frame
        jsr StirRandom
        jsr Sound
        lda SWCHB
        lsr
        bcc BeginGame   ; RESET, for as long as it is held
        lsr
        bcc Select
        lda #0
        sta selectHeld
        lda hitTimer
        bne Exploding
        bit status
        bmi .idle
        jsr Collide
        jsr MoveShip
        jsr MoveShot
        jsr MoveBombs
        jsr March
        jsr FlyCourier
        jmp DropBomb
.idle   rts

Exploding
        dec hitTimer
        rts

; The next mode, once for each press; ends the game that is on
Select  subroutine
        lda selectHeld
        bne .held
        inc selectHeld
        inc mode
        lda mode
        and #MODES-1
        sta mode
        lda #$80
        sta status
        lda #0
        sta lives
        sta hitTimer
.held   rts

BeginGame
        lda #0
        sta scoreLow
        sta scoreHigh
        sta status
        lda #LIVES
        sta lives
        lda #SHIP_X
        sta shipX
        lda mode
        sta wave
        ; and on

BeginWave subroutine
        ldx wave
        cpx #LAST_LEVEL
        bcc .level
        ldx #LAST_LEVEL
.level  stx level
        lda #%111111
        ldx #ROWS-1
.fill   sta alive,x
        dex
        bpl .fill
        lda #INVADERS
        sta aliveCount
        lda #ROWS
        sta rowCount
        ; and on

; The invaders go back to where the wave began; nothing is in the air.
BeginMarch subroutine
        lda #FIRST_HEIGHT
        ldx level
        beq .high
        sec
.lower  sbc #LOWER      ; keeps the carry
        dex
        bne .lower
.high   sta formY
        lda #FIRST_X
        sta formX
        lda #0
        sta direction
        sta hitTimer
        sta blastTimer
        sta alive+COURIER
        lda #60
        sta marchTimer
        lda #BOMB_PAUSE
        sta bombTimer
        ; and on

ClearAir
        sta CXCLR
        lda #HIDDEN
        sta shotY
        sta bombY
        sta bombY+1
        lda #SHIP_X
        sta shotX
        sta bombX
        sta bombX+1
        rts

; What met what in the picture just shown
Collide subroutine
        bit CXM0P
        bvs LoseLife
        bit CXM1P
        bmi LoseLife
        lda blastTimer
        bne .clear      ; the ball is a blast, which harms no bomb
        ldx #0
        bit CXM0FB
        bvs .meet
        inx
        bit CXM1FB
        bvc .clear
.meet   lda #HIDDEN     ; shot and bomb end each other
        sta bombY,x
        sta shotY
.clear  sta CXCLR
        rts

LoseLife subroutine
        jsr ClearAir
        lda #HIT_FRAMES
        sta hitTimer
        lda #BOMB_PAUSE
        sta bombTimer
        dec lives
        bne .on
        lda #$80
        sta status
.on     pla             ; nothing else happens in this frame: return to Play's caller
        pla
        rts

MoveShip subroutine
        lda shipX
        bit SWCHA
        bmi .notRight
        cmp #RIGHT_EDGE
        bcs .moved
        inc shipX
        jmp StirRandom
.notRight
        bvs .moved
        cmp #LEFT_EDGE+1
        bcc .moved
        dec shipX
        jmp StirRandom
.moved  rts

; Fires, or moves the shot on; or waits until the blast of the last one is over
MoveShot subroutine
        lda blastTimer
        beq .air
        dec blastTimer
        bne .done
        lda #HIDDEN
        sta shotY
.done   rts
.air    lda shotY
        cmp #HIDDEN
        beq .ready
        adc #SHOT_SPEED ; carry is clear
        sta shotY
        cmp #FIELD_TOP-SHOT_LINES-4
        bcc StrikeInvader
        lda #HIDDEN
        sta shotY
        rts
.ready  bit INPT4
        bmi .done
        lda #SHIP_TOP-4
        sta shotY
        lda shipX
        clc
        adc #3
        sta shotX
        jmp StirRandom

; Whether the shot's tip is in the box of an invader, 8 pixels by SHAPE_LINES lines
StrikeInvader subroutine
        lda shotX
        sec             ; the right one of the shot's two pixels
        sbc formX
        clc
        adc #1
        tax
        and #COLUMN-1
        cmp #8+1
        bcs StrikeCourier
        txa
        jsr Sixteenth
        tay             ; the column, or 6 and more beside the invaders
        cpy #6
        bcs StrikeCourier
        lda formY
        sec
        sbc #SHOT_LINES-1
        sbc shotY
        bcc StrikeCourier       ; above them
        tax
        and #ROW_LINES-1
        cmp #SHAPE_FIRST
        bcc .miss
        cmp #SHAPE_FIRST+SHAPE_LINES
        bcs .miss
        txa
        jsr Sixteenth
        tax             ; the row
        cpx #ROWS
        bcs .miss
        lda alive,x
        and Bit,y
        beq .miss
        eor alive,x
        sta alive,x
        lda ColumnX,y
        clc
        adc formX
        sta shotX       ; the blast is where the invader was
        lda formY
        sec
        sbc Depth,x
        jsr Blast
        dec aliveCount
        bne .miss
        inc wave
        jmp BeginWave
.miss   rts

StrikeCourier subroutine
        ldx #COURIER
        lda alive,x
        beq .miss
        lda shotY
        cmp #FIELD_TOP-SHAPE_FIRST-SHAPE_LINES+1-SHOT_LINES+1
        bcc .miss       ; its tip is below the courier's lowest line
        lda shotX
        sec
        sbc leftX,x
        clc
        adc #1
        cmp #8+1
        bcs .miss
        dec alive,x
        lda leftX,x
        sta shotX
        lda #FIELD_TOP
        jmp Blast
.miss   rts

; Row X, the first line of which is at height A, loses the one at shotX: the ball becomes its blast, the score rises.
Blast   sec
        sbc #SHAPE_FIRST+SHAPE_LINES-2
        sta shotY
        lda #BLAST_FRAMES
        sta blastTimer
        sed
        clc
        lda scoreLow
        adc PointsLow,x
        sta scoreLow
        lda scoreHigh
        adc PointsHigh,x
        sta scoreHigh
        cld
        rts

Sixteenth
        lsr
        lsr
        lsr
        lsr
        rts

MoveBombs subroutine
        ldx #1
.bomb   lda bombY,x
        cmp #HIDDEN
        beq .next
        ldy level
        lda frame
        and BombPause,y ; 1 line a frame, and one more in some
        cmp #1          ; carry clear if it is 0
        lda bombY,x
        sbc #1          ; 1 with carry, 2 without
        bcs .falling
        lda #HIDDEN
.falling
        sta bombY,x
.next   dex
        bpl .bomb
        rts

March   subroutine
        lda beatTimer
        beq .quiet
        dec beatTimer
.quiet  dec marchTimer
        bne .stay
        lda #4
        sta beatTimer
        ldx level
        lda aliveCount
        lsr
        clc
        adc MarchPause,x
        sta marchTimer
        lda step
        eor #SHAPE_LINES
        sta step
        bit direction
        bmi .left
        ldx #5          ; to the right: where is the rightmost invader?
        lda columns
.right  asl
        cmp #%1000000
        bcs .rightmost
        dex
        bne .right
.rightmost
        lda formX
        clc
        adc ColumnX,x
        cmp #RIGHT_EDGE
        bcs .turn
        lda formX
        adc #STEP_ASIDE ; carry is clear
        sta formX
.stay   rts
.left   ldx #0          ; the leftmost
        lda columns
.leftward
        lsr
        bcs .leftmost
        inx
        cpx #5
        bcc .leftward
.leftmost
        lda formX
        clc
        adc ColumnX,x
        cmp #LEFT_EDGE+1
        bcc .turn
        lda formX
        sec
        sbc #STEP_ASIDE
        sta formX
        rts
.turn   lda direction
        eor #$80
        sta direction
        lda formY
        sec
        sbc #STEP_DOWN
        sta formY
        ldx rowCount
        sbc Depth,x     ; carry is set
        cmp #LANDED
        bcs .stay
        jsr BeginMarch
        jmp LoseLife

; From time to time a bomb, out of the column above the ship or of any
DropBomb subroutine
        lda bombTimer
        beq .due
        dec bombTimer
        rts
.due    ldx #1
        lda bombY+1
        cmp #HIDDEN
        beq .free
        dex
        lda bombY
        cmp #HIDDEN
        bne .none
.free   bit random+1
        bpl .any
        lda shipX
        clc
        adc #COLUMN/2
        sec
        sbc formX
        jsr Sixteenth
        jmp .column
.any    lda random
        and #%111
.column cmp #6
        bcs .none
        tay
        lda Bit,y
        and columns
        beq .none       ; there is nobody left: another try in the next frame
        lda ColumnX,y
        clc
        adc formX
        adc #3
        sta bombX,x
        ldy rowCount
        lda formY
        sec
        sbc Depth,y
        sbc #SHOT_LINES-1
        sta bombY,x
        lda random
        and #%11111
        ldy level
        clc
        adc BombWait,y
        sta bombTimer
.none   rts

; One step of a 16-bit shift register (x^16 + x^14 + x^13 + x^11 + 1). It goes on in every frame, and once more for
; every move of the ship and every shot: what happens depends on what the player does.
StirRandom subroutine
        lsr random+1
        ror random
        bcc .even
        lda random+1
        eor #$B4
        sta random+1
.even   rts

; Crosses the sky from left to right, at times
FlyCourier subroutine
        lda alive+COURIER
        bne .on
        lda formY
        cmp #ROOM+1
        bcs .none
        lda frame
        bne .none
        lda random
        bmi .none
        lda #LEFT_EDGE
        sta leftX+COURIER
        sta rightX+COURIER
        inc alive+COURIER
.none   rts
.on     inc leftX+COURIER
        lda leftX+COURIER
        cmp #RIGHT_EDGE
        bcc .none
        dec alive+COURIER
        rts

; Channel 0: the shot's whistle, then the blast. Channel 1: the march's beat, or the ship's explosion.
Sound   subroutine
        ldx #0
        lda hitTimer
        beq .alive
        lsr
        lsr
        lsr
        sta AUDV1
        lda #8
        sta AUDC1
        lda #20
        sta AUDF1
        bne .shot
.alive  bit status
        bmi .silent
        lda beatTimer
        asl
        sta AUDV1
        lda #6
        sta AUDC1
        lda step
        lsr
        adc #20
        sta AUDF1
.shot   lda blastTimer
        beq .whistle
        sta AUDV0
        lda #8
        sta AUDC0
        sta AUDF0
        rts
.whistle
        lda shotY
        cmp #HIDDEN
        beq .quiet
        lsr
        lsr
        lsr
        sta AUDF0
        lda #4
        sta AUDC0
        ldx #3
.quiet  stx AUDV0
        rts
.silent stx AUDV0
        stx AUDV1
        rts

; --------------------------------------------------------------------------------------------------------------------
; Tables
; --------------------------------------------------------------------------------------------------------------------

; By the pattern of three columns, of which bit 0 is the leftmost:
Lead    .byte 0, 0, COLUMN, 0, 2*COLUMN, 0, COLUMN, 0   ; from the first column to the first invader
Copies  .byte 0, 0, 0, 1, 0, 2, 1, 3                    ; NUSIZ: 1 = two, 2 = two with a gap, 3 = three
Shown   .byte 0, $FF, $FF, $FF, $FF, $FF, $FF, $FF

Bit     .byte 1, 2, 4, 8, 16, 32
ColumnX .byte 0, COLUMN, 2*COLUMN, 3*COLUMN, 4*COLUMN, 5*COLUMN
Depth   .byte 0, ROW_LINES, 2*ROW_LINES, 3*ROW_LINES, 4*ROW_LINES, 5*ROW_LINES

; By row from the top, then the courier
PointsLow       .byte $50, $40, $30, $20, $10, $00      ; decimal
PointsHigh      .byte 0, 0, 0, 0, 0, 1
RowColour       .byte $5C, $6E, $8E, $BC, $DC, $4C
ShapeStart      .byte 0, 20, 40, 60, 80, 100

; By level
MarchPause      .byte 4, 3, 2, 2, 1, 1                  ; frames from step to step, beside half the number of invaders
BombPause       .byte %11, %1, %1, 0, 0, 0              ; an extra line where frame AND this is 0
BombWait        .byte 40, 30, 22, 16, 10, 6             ; frames from bomb to bomb, beside 0 to 31

; From the lowest line
GroundBits      .byte $FF, $FF, $FF, $FF, $FF, $FF, $FF, $FF, $FF, $FF, %01010101, 0
GroundBits1     .byte $FF, $FF, $FF, $FF, $FF, $FF, $FF, $FF, $FF, $FF, %10101010, 0
GroundColour    .byte $E0, $E0, $E2, $E2, $E4, $E4, $E4, $E6, $E6, $E6, $E8, $E8

; ENABL or ENAMx of a line, from which AimMasks chooses a part
        org $FC00
Mask    ds HIDDEN, 0
        ds SHOT_LINES, 2
        ds FIELD_TOP+1, 0

; For each row two shapes, from the top
        org $FE00
Shapes
; A star that turns
        .byte %00011000
        .byte %00011000
        .byte %11011011
        .byte %01111110
        .byte %00100100
        .byte %01111110
        .byte %11011011
        .byte %00011000
        .byte %00011000
        .byte %00000000

        .byte %10000001
        .byte %01011010
        .byte %00111100
        .byte %01100110
        .byte %11100111
        .byte %01100110
        .byte %00111100
        .byte %01011010
        .byte %10000001
        .byte %00000000

; A bat
        .byte %10000001
        .byte %11000011
        .byte %11100111
        .byte %11111111
        .byte %10111101
        .byte %11111111
        .byte %01111110
        .byte %11011011
        .byte %10011001
        .byte %00000000

        .byte %00000000
        .byte %00000000
        .byte %01100110
        .byte %01111110
        .byte %11011011
        .byte %11111111
        .byte %11111111
        .byte %11011011
        .byte %11000011
        .byte %10000001

; An eye on legs
        .byte %00111100
        .byte %01111110
        .byte %11000011
        .byte %11011011
        .byte %11011011
        .byte %11000011
        .byte %01111110
        .byte %00111100
        .byte %01100110
        .byte %11000011

        .byte %00111100
        .byte %01111110
        .byte %11111111
        .byte %11000011
        .byte %11011011
        .byte %11000011
        .byte %11111111
        .byte %00111100
        .byte %00100100
        .byte %01100110

; A spinning top
        .byte %00011000
        .byte %00011000
        .byte %01111110
        .byte %11011011
        .byte %11111111
        .byte %01100110
        .byte %00111100
        .byte %00011000
        .byte %00011000
        .byte %00000000

        .byte %00001000
        .byte %00011000
        .byte %01111110
        .byte %10110111
        .byte %11111111
        .byte %01111110
        .byte %00100100
        .byte %00011000
        .byte %00010000
        .byte %00000000

; A lantern
        .byte %00111100
        .byte %00011000
        .byte %01111110
        .byte %10111101
        .byte %10100101
        .byte %10100101
        .byte %10111101
        .byte %01111110
        .byte %00100100
        .byte %01100110

        .byte %00111100
        .byte %00011000
        .byte %01111110
        .byte %10100101
        .byte %10111101
        .byte %10111101
        .byte %10100101
        .byte %01111110
        .byte %01100110
        .byte %01000010

; The courier
        .byte %00000000
        .byte %00000000
        .byte %00011000
        .byte %00111100
        .byte %11111111
        .byte %10101011
        .byte %11111111
        .byte %01111110
        .byte %00000000
        .byte %00000000

        .byte %00000000
        .byte %00000000
        .byte %00011000
        .byte %00111100
        .byte %11111111
        .byte %11010101
        .byte %11111111
        .byte %01111110
        .byte %00000000
        .byte %00000000

; From the lowest line up
        org $FE80
Ship
        .byte %11011011
        .byte %11111111
        .byte %11111111
        .byte %01111110
        .byte %00111100
        .byte %00111100
        .byte %00011000
        .byte %00011000
        .byte %00000000
        .byte %00000000
Wreck0
        .byte %01001010
        .byte %11111101
        .byte %00111010
        .byte %10010001
        .byte %01000100
        .byte %00010010
        .byte %10000000
        .byte %00100100
        .byte %00000000
        .byte %00000000
Wreck1
        .byte %10110110
        .byte %01011011
        .byte %11000100
        .byte %00101001
        .byte %10000010
        .byte %01001000
        .byte %00010001
        .byte %01000010
        .byte %00001000
        .byte %00100000
NoShip
        ds 10, 0

; 0 to 9, A to F and a blank, from the lowest line up
        org $FF00
Digits
        .byte %00111100,%01100110,%01100110,%01100110,%01100110,%01100110,%01100110,%00111100
        .byte %01111110,%00011000,%00011000,%00011000,%00011000,%00011000,%00111000,%00011000
        .byte %01111110,%01100000,%00110000,%00011000,%00001100,%00000110,%01100110,%00111100
        .byte %00111100,%01100110,%00000110,%00000110,%00011100,%00000110,%01100110,%00111100
        .byte %00001100,%00001100,%01111110,%01101100,%01101100,%00101100,%00011100,%00001100
        .byte %00111100,%01100110,%00000110,%00000110,%01111100,%01100000,%01100000,%01111110
        .byte %00111100,%01100110,%01100110,%01111100,%01100000,%01100000,%00110000,%00011100
        .byte %00110000,%00110000,%00110000,%00011000,%00001100,%00001100,%00000110,%01111110
        .byte %00111100,%01100110,%01100110,%00111100,%01100110,%01100110,%01100110,%00111100
        .byte %00111000,%00001100,%00000110,%00111110,%01100110,%01100110,%01100110,%00111100
        .byte %01100110,%01100110,%01100110,%01111110,%01100110,%01100110,%00111100,%00011000
        .byte %01111100,%01100110,%01100110,%01111100,%01100110,%01100110,%01100110,%01111100
        .byte %00111100,%01100110,%01100000,%01100000,%01100000,%01100000,%01100110,%00111100
        .byte %01111000,%01101100,%01100110,%01100110,%01100110,%01100110,%01101100,%01111000
        .byte %01111110,%01100000,%01100000,%01111100,%01100000,%01100000,%01100000,%01111110
        .byte %01100000,%01100000,%01100000,%01111100,%01100000,%01100000,%01100000,%01111110
        ds 8, 0

        org $FFFA
        .word Start, Start, Start
