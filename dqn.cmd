@echo off
rem Starts dqn on Windows. UNTESTED: nobody has run this file yet. Build first with: mvn -DskipTests package
rem but not while a training runs, whose jar would be replaced.
rem   DQN_THREADS   threads of the numerical library; one per logical processor unless set
rem   DQN_HEAP      the JVM's heap, 2g unless set
rem   OMP_NUM_THREADS  threads of --backend dl4j, 1 unless set
setlocal
set "HOME_FOLDER=%~dp0."
set "JAR=%HOME_FOLDER%\lib\dqn.jar"
if exist "%JAR%" goto run
if exist "%HOME_FOLDER%\target\lib" goto built
echo dqn: Not built yet: run "mvn -DskipTests package" in %HOME_FOLDER% first. 1>&2
exit /b 1
:built
set "JAR=%HOME_FOLDER%\target\lib\dqn.jar"
for %%F in ("%HOME_FOLDER%\target\dqn-*.jar") do set "BUILT=%%~fF"
xcopy /d /y /q "%BUILT%" "%JAR%*" >nul
:run
if not defined DQN_HEAP set DQN_HEAP=2g
set THREADS=
if defined DQN_THREADS set THREADS=-Ddqn.threads=%DQN_THREADS%
if not defined OMP_NUM_THREADS set OMP_NUM_THREADS=1
if not defined OMP_WAIT_POLICY set OMP_WAIT_POLICY=PASSIVE
java -Xmx%DQN_HEAP% -XX:MaxDirectMemorySize=1t -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 "-Ddqn.home=%HOME_FOLDER%" %THREADS% -jar "%JAR%" %*
