' What a button or macro does: it hands its id to Python. A command must hold no double quote.
Option Explicit
Option Private Module

Public Sub RunAction(ByVal id As String)
    Dim reason As String
    AskAgain
    reason = WhyNoPython()
    If reason <> "" Then
        ShowMessage reason & vbLf & vbLf & Vn("Cách khắc phục: chạy lệnh phuluc install, rồi khởi động lại Excel.")
        Exit Sub
    End If
    RunPython "from phuluc.hosts.excel import ribbon; ribbon.dispatch('" & id & "')"
End Sub

' Say once, when a workbook is opened, that its figures cannot be calculated here.
Public Sub TellIfNoPython()
    Dim reason As String
    reason = WhyNoPython()
    If reason = "" Then Exit Sub
    ShowMessage reason & vbLf & vbLf _
        & Vn("Số liệu trong sổ được giữ như lần tính trước. Nếu sửa số liệu ở máy này, các ô phụ thuộc sẽ báo #LỖI.") _
        & vbLf & vbLf & Vn("Cách khắc phục: chạy lệnh phuluc install rồi mở lại sổ, hoặc mở sổ ở máy đã cài Phụ lục.")
End Sub
