Attribute VB_Name = "PhuLuc_Help"
' What Excel's function wizard says of the functions, written from the catalogue of phuluc.functions.
Option Explicit
Option Private Module

Public Sub RegisterFunctionHelp()
    Dim wasSaved As Boolean
    wasSaved = ThisWorkbook.Saved
    If Not IsDescribed() And ThisWorkbook.IsAddin Then
        ' Excel may refuse to describe the functions of a hidden workbook, which an add-in is.
        Application.ScreenUpdating = False
        ThisWorkbook.IsAddin = False
        IsDescribed
        ThisWorkbook.IsAddin = True
        Application.ScreenUpdating = True
    End If
    ThisWorkbook.Saved = wasSaved
End Sub

Private Function IsDescribed() As Boolean
    Dim place As String
    On Error GoTo refused
    place = "'" & ThisWorkbook.Name & "'!"
    Application.MacroOptions Macro:=place & "INDICATOR_RATE", _
        Description:=Vn("T{1EF7} l{1EC7} ph{1EA7}n tr{0103}m c{1EE7}a m{1ED9}t ch{1EC9} ti{00EA}u: t{1EED} s{1ED1} chia m{1EAB}u s{1ED1}, t{00ED}nh ch{00ED}nh x{00E1}c r{1ED3}i l{00E0}m tr{00F2}n n{1EED}a l{00EA}n."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("T{1EED} s{1ED1}: s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c {0111}{1EA1}t (c{1ED9}t {201C}K{1EBF}t qu{1EA3}{201D}). {0110}{1EC3} tr{1ED1}ng ngh{0129}a l{00E0} ch{01B0}a nh{1EAD}p."), _
            Vn("M{1EAB}u s{1ED1}: t{1ED5}ng s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c. B{1EB1}ng 0, tr{1ED1}ng ho{1EB7}c {201C}-{201D} th{00EC} kh{00F4}ng t{00ED}nh t{1EF7} l{1EC7}."), _
            Vn("S{1ED1} ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n c{1EE7}a k{1EBF}t qu{1EA3}, t{1EEB} 0 {0111}{1EBF}n 10. B{1ECF} tr{1ED1}ng l{00E0} 1."))
    Application.MacroOptions Macro:=place & "INDICATOR_ATTAINED", _
        Description:=Vn("Cho bi{1EBF}t {0111}{01A1}n v{1ECB} {0111}{1EA1}t ch{1EC9} ti{00EA}u hay ch{01B0}a; so v{1EDB}i t{1EF7} l{1EC7} ch{01B0}a l{00E0}m tr{00F2}n, n{00EA}n 59,87% l{00E0} ch{01B0}a {0111}{1EA1}t 60%."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("T{1EED} s{1ED1}: s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c {0111}{1EA1}t (c{1ED9}t {201C}K{1EBF}t qu{1EA3}{201D}). {0110}{1EC3} tr{1ED1}ng ngh{0129}a l{00E0} ch{01B0}a nh{1EAD}p."), _
            Vn("M{1EAB}u s{1ED1}: t{1ED5}ng s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c. B{1EB1}ng 0, tr{1ED1}ng ho{1EB7}c {201C}-{201D} th{00EC} kh{00F4}ng t{00ED}nh t{1EF7} l{1EC7}."), _
            Vn("Ch{1EC9} ti{00EA}u {0111}{01B0}{1EE3}c giao, t{00ED}nh b{1EB1}ng ph{1EA7}n tr{0103}m: 60 ngh{0129}a l{00E0} 60%. {0110}{1EC3} tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng giao."))
    Application.MacroOptions Macro:=place & "INDICATOR_GAP", _
        Description:=Vn("Kho{1EA3}ng c{00E1}ch {0111}{1EBF}n ch{1EC9} ti{00EA}u: t{1EF7} l{1EC7} tr{1EEB} ch{1EC9} ti{00EA}u, t{00ED}nh b{1EB1}ng {0111}i{1EC3}m ph{1EA7}n tr{0103}m; s{1ED1} {00E2}m l{00E0} c{00F2}n thi{1EBF}u."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("T{1EED} s{1ED1}: s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c {0111}{1EA1}t (c{1ED9}t {201C}K{1EBF}t qu{1EA3}{201D}). {0110}{1EC3} tr{1ED1}ng ngh{0129}a l{00E0} ch{01B0}a nh{1EAD}p."), _
            Vn("M{1EAB}u s{1ED1}: t{1ED5}ng s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c. B{1EB1}ng 0, tr{1ED1}ng ho{1EB7}c {201C}-{201D} th{00EC} kh{00F4}ng t{00ED}nh t{1EF7} l{1EC7}."), _
            Vn("Ch{1EC9} ti{00EA}u {0111}{01B0}{1EE3}c giao, t{00ED}nh b{1EB1}ng ph{1EA7}n tr{0103}m: 60 ngh{0129}a l{00E0} 60%. {0110}{1EC3} tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng giao."), _
            Vn("S{1ED1} ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n c{1EE7}a k{1EBF}t qu{1EA3}, t{1EEB} 0 {0111}{1EBF}n 10. B{1ECF} tr{1ED1}ng l{00E0} 1."))
    Application.MacroOptions Macro:=place & "INDICATOR_SHORTFALL", _
        Description:=Vn("S{1ED1} h{1ED3} s{01A1} (th{1EE7} t{1EE5}c) c{00F2}n thi{1EBF}u {0111}{1EC3} {0111}{1EA1}t ch{1EC9} ti{00EA}u, khi m{1EAB}u s{1ED1} kh{00F4}ng {0111}{1ED5}i."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("T{1EED} s{1ED1}: s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c {0111}{1EA1}t (c{1ED9}t {201C}K{1EBF}t qu{1EA3}{201D}). {0110}{1EC3} tr{1ED1}ng ngh{0129}a l{00E0} ch{01B0}a nh{1EAD}p."), _
            Vn("M{1EAB}u s{1ED1}: t{1ED5}ng s{1ED1} h{1ED3} s{01A1} ho{1EB7}c th{1EE7} t{1EE5}c. B{1EB1}ng 0, tr{1ED1}ng ho{1EB7}c {201C}-{201D} th{00EC} kh{00F4}ng t{00ED}nh t{1EF7} l{1EC7}."), _
            Vn("Ch{1EC9} ti{00EA}u {0111}{01B0}{1EE3}c giao, t{00ED}nh b{1EB1}ng ph{1EA7}n tr{0103}m: 60 ngh{0129}a l{00E0} 60%. {0110}{1EC3} tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng giao."))
    Application.MacroOptions Macro:=place & "GROUP_RATE", _
        Description:=Vn("T{1EF7} l{1EC7} chung c{1EE7}a m{1ED9}t nh{00F3}m {0111}{01A1}n v{1ECB}: t{1ED5}ng t{1EED} s{1ED1} chia t{1ED5}ng m{1EAB}u s{1ED1}, kh{00F4}ng ph{1EA3}i trung b{00EC}nh c{00E1}c t{1EF7} l{1EC7}."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("V{00F9}ng c{00E1}c t{1EED} s{1ED1}, m{1ED7}i {0111}{01A1}n v{1ECB} m{1ED9}t {00F4}. {0110}{01A1}n v{1ECB} ghi {201C}-{201D} ho{1EB7}c ch{01B0}a nh{1EAD}p kh{00F4}ng {0111}{01B0}{1EE3}c t{00ED}nh."), _
            Vn("V{00F9}ng c{00E1}c m{1EAB}u s{1ED1}, c{00F9}ng k{00ED}ch th{01B0}{1EDB}c v{1EDB}i v{00F9}ng t{1EED} s{1ED1}. M{1EAB}u s{1ED1} b{1EB1}ng 0, tr{1ED1}ng ho{1EB7}c {201C}-{201D} kh{00F4}ng {0111}{01B0}{1EE3}c t{00ED}nh."), _
            Vn("S{1ED1} ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n c{1EE7}a k{1EBF}t qu{1EA3}, t{1EEB} 0 {0111}{1EBF}n 10. B{1ECF} tr{1ED1}ng l{00E0} 1."))
    Application.MacroOptions Macro:=place & "INDICATOR_RANK", _
        Description:=Vn("X{1EBF}p h{1EA1}ng m{1ED9}t gi{00E1} tr{1ECB} trong m{1ED9}t danh s{00E1}ch, cao nh{1EA5}t l{00E0} h{1EA1}ng 1. {00D4} kh{00F4}ng c{00F3} s{1ED1} kh{00F4}ng {0111}{01B0}{1EE3}c x{1EBF}p h{1EA1}ng."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("Gi{00E1} tr{1ECB} c{1EA7}n x{1EBF}p h{1EA1}ng, ho{1EB7}c c{1EA3} v{00F9}ng gi{00E1} tr{1ECB} {0111}{1EC3} x{1EBF}p h{1EA1}ng m{1ED9}t l{1EA7}n."), _
            Vn("V{00F9}ng gi{00E1} tr{1ECB} c{1EE7}a t{1EA5}t c{1EA3} {0111}{01A1}n v{1ECB} trong danh s{00E1}ch."), _
            Vn("C{00E1}ch x{1EBF}p khi b{1EB1}ng nhau: {201C}chung{201D} l{00E0} c{00F9}ng h{1EA1}ng (1, 2, 2, 4), {201C}lien-tiep{201D} l{00E0} n{1ED1}i ti{1EBF}p theo th{1EE9} t{1EF1} danh s{00E1}ch (1, 2, 3, 4). B{1ECF} tr{1ED1}ng l{00E0} {201C}chung{201D}."))
    Application.MacroOptions Macro:=place & "SCORE_CHANGE", _
        Description:=Vn("M{1EE9}c t{0103}ng, gi{1EA3}m {0111}i{1EC3}m: {0111}i{1EC3}m k{1EF3} n{00E0}y tr{1EEB} {0111}i{1EC3}m k{1EF3} tr{01B0}{1EDB}c."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("{0110}i{1EC3}m k{1EF3} n{00E0}y. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng c{00F3} d{1EEF} li{1EC7}u."), _
            Vn("{0110}i{1EC3}m k{1EF3} tr{01B0}{1EDB}c. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng c{00F3} d{1EEF} li{1EC7}u."), _
            Vn("S{1ED1} ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n c{1EE7}a k{1EBF}t qu{1EA3}, t{1EEB} 0 {0111}{1EBF}n 10. B{1ECF} tr{1ED1}ng l{00E0} 2."))
    Application.MacroOptions Macro:=place & "SCORE_TREND", _
        Description:=Vn("Xu h{01B0}{1EDB}ng c{1EE7}a {0111}i{1EC3}m so v{1EDB}i k{1EF3} tr{01B0}{1EDB}c."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("{0110}i{1EC3}m k{1EF3} n{00E0}y. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng c{00F3} d{1EEF} li{1EC7}u."), _
            Vn("{0110}i{1EC3}m k{1EF3} tr{01B0}{1EDB}c. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng c{00F3} d{1EEF} li{1EC7}u."))
    Application.MacroOptions Macro:=place & "RANK_CHANGE", _
        Description:=Vn("S{1ED1} b{1EAD}c t{0103}ng, gi{1EA3}m v{1EC1} th{1EE9} h{1EA1}ng so v{1EDB}i k{1EF3} tr{01B0}{1EDB}c; h{1EA1}ng 1 l{00E0} cao nh{1EA5}t."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("Th{1EE9} h{1EA1}ng k{1EF3} n{00E0}y, s{1ED1} nguy{00EA}n t{1EEB} 1. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng x{1EBF}p h{1EA1}ng."), _
            Vn("Th{1EE9} h{1EA1}ng k{1EF3} tr{01B0}{1EDB}c, s{1ED1} nguy{00EA}n t{1EEB} 1. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng x{1EBF}p h{1EA1}ng."))
    Application.MacroOptions Macro:=place & "SCORE_GRADE", _
        Description:=Vn("X{1EBF}p lo{1EA1}i theo t{1ED5}ng {0111}i{1EC3}m tr{00EA}n thang 100; {0111}i{1EC3}m l{1EA5}y hai ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n, 89,95 v{1EAB}n l{00E0} T{1ED1}t."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("T{1ED5}ng {0111}i{1EC3}m, t{1EEB} 0 {0111}{1EBF}n 100. Tr{1ED1}ng ho{1EB7}c {201C}-{201D} n{1EBF}u kh{00F4}ng c{00F3} d{1EEF} li{1EC7}u."), _
            Vn("V{00F9}ng {0111}i{1EC3}m th{1EA5}p nh{1EA5}t c{1EE7}a t{1EEB}ng lo{1EA1}i, x{1EBF}p t{1EEB} cao xu{1ED1}ng th{1EA5}p. B{1ECF} tr{1ED1}ng th{00EC} theo c{00E1}c m{1EE9}c 90, 80, 70, 50."), _
            Vn("V{00F9}ng t{00EA}n lo{1EA1}i, c{1EA1}nh v{00F9}ng {0111}i{1EC3}m th{1EA5}p nh{1EA5}t."))
    Application.MacroOptions Macro:=place & "PAIR_RATE", _
        Description:=Vn("T{1EF7} l{1EC7} (%) c{1EE7}a {00F4} ghi c{1EB7}p s{1ED1} {201C}a/b{201D} nh{01B0} {1EDF} C{1ED5}ng DVCQG: {201C}1764/1764{201D} l{00E0} 100."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("{00D4} ghi {201C}a/b{201D}, hai s{1ED1} {0111}{1EBF}m c{00E1}ch nhau d{1EA5}u g{1EA1}ch ch{00E9}o. {00D4} ch{1EC9} c{00F3} m{1ED9}t s{1ED1} th{00EC} kh{00F4}ng c{00F3} t{1EF7} l{1EC7}."), _
            Vn("S{1ED1} ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n c{1EE7}a k{1EBF}t qu{1EA3}, t{1EEB} 0 {0111}{1EBF}n 10. B{1ECF} tr{1ED1}ng l{00E0} 2."))
    Application.MacroOptions Macro:=place & "VN_NUMBER", _
        Description:=Vn("{0110}{1ED5}i ch{1EEF} s{1ED1} vi{1EBF}t theo c{00E1}ch Vi{1EC7}t Nam th{00E0}nh s{1ED1}: ch{1EA5}m ph{00E2}n c{00E1}ch h{00E0}ng ngh{00EC}n, ph{1EA9}y tr{01B0}{1EDB}c ph{1EA7}n th{1EAD}p ph{00E2}n."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("Ch{1EEF} c{1EA7}n {0111}{1ED5}i, nh{01B0} {201C}1.313{201D}, {201C}99,8%{201D}, {201C}-{201D}. {00D4} {0111}{00E3} l{00E0} s{1ED1} {0111}{01B0}{1EE3}c gi{1EEF} nguy{00EA}n."))
    Application.MacroOptions Macro:=place & "VN_TEXT", _
        Description:=Vn("Vi{1EBF}t m{1ED9}t s{1ED1} theo c{00E1}ch Vi{1EC7}t Nam {0111}{1EC3} gh{00E9}p v{00E0}o c{00E2}u, kh{00F4}ng ph{1EE5} thu{1ED9}c c{00E0}i {0111}{1EB7}t c{1EE7}a m{00E1}y."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("S{1ED1} c{1EA7}n vi{1EBF}t. {201C}-{201D} v{00E0} {00F4} tr{1ED1}ng {0111}{01B0}{1EE3}c gi{1EEF} nguy{00EA}n."), _
            Vn("S{1ED1} ch{1EEF} s{1ED1} th{1EAD}p ph{00E2}n, t{1EEB} 0 {0111}{1EBF}n 10, l{00E0}m tr{00F2}n n{1EED}a l{00EA}n. B{1ECF} tr{1ED1}ng l{00E0} vi{1EBF}t {0111}{1EE7} v{00E0} b{1ECF} c{00E1}c s{1ED1} 0 {1EDF} cu{1ED1}i."))
    Application.MacroOptions Macro:=place & "UNIT_NAME", _
        Description:=Vn("T{00EA}n chu{1EA9}n c{1EE7}a c{01A1} quan, {0111}{01A1}n v{1ECB}: {0111}{1EE7} ch{1EEF} vi{1EBF}t t{1EAF}t, {0111}{00FA}ng ch{1EEF} hoa, b{1ECF} d{1EA5}u ch{00FA} th{00ED}ch v{00E0} kho{1EA3}ng tr{1EAF}ng th{1EEB}a."), _
        Category:=Vn("Ph{1EE5} l{1EE5}c"), _
        ArgumentDescriptions:=Array(Vn("T{00EA}n c{01A1} quan, {0111}{01A1}n v{1ECB} nh{01B0} trong v{0103}n b{1EA3}n ho{1EB7}c tr{00EA}n C{1ED5}ng."))
    IsDescribed = True
refused:
End Function
